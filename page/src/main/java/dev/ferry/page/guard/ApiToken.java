package dev.ferry.page.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.store.AtomicFile;
import dev.ferry.store.OwnerOnly;
import dev.ferry.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The token for scripts, in a file of the home that its owner alone can read. */
public final class ApiToken {
  /** The file in the home. */
  public static final String FILE = "api-token";

  private static final int SHORTEST = 32;

  private ApiToken() {}

  /**
   * The token of a home, made on first use. Blocks on disk.
   *
   * @throws IOException if it cannot be read or made, or others can read it
   */
  public static String in(Path home) throws IOException {
    Path file = home.resolve(FILE);
    try {
      return checked(file, Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      String fresh = Keys.secret();
      AtomicFile.write(file, (fresh + "\n").getBytes(UTF_8));
      return fresh;
    }
  }

  private static String checked(Path file, String token) throws IOException {
    if (OwnerOnly.isOpenToOthers(file)) {
      throw new StoreException(
          file + " can be read by others: delete it, and Ferry makes another one.");
    }
    if (token.length() < SHORTEST) {
      throw new StoreException(file + " is damaged: delete it, and Ferry makes another one.");
    }
    return token;
  }
}
