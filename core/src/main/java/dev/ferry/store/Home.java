package dev.ferry.store;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The one folder where Ferry keeps everything: identity, known peers, settings, history and the
 * state of transfers. Two homes on one machine are two peers. Immutable and thread-safe; several
 * processes may use one home at once.
 */
public final class Home {
  /** Names the home folder if no option does. */
  public static final String VARIABLE = "FERRY_HOME";

  private static final String ROOT = "root";
  private static final String UNNAMED = "?";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;

  private Home(Path folder) {
    this.folder = folder;
  }

  /**
   * The home that {@code option} names, else {@code FERRY_HOME}, else the platform's convention
   * ({@code $XDG_DATA_HOME/ferry} or {@code ~/.local/share/ferry}; {@code ~/Library/Application
   * Support/Ferry} on macOS; {@code %LOCALAPPDATA%\Ferry} on Windows). It is made if it is missing.
   *
   * @param environment variables of the process
   * @throws StoreException if it cannot be made or others can write to it
   */
  public static Home resolve(Optional<Path> option, Map<String, String> environment)
      throws StoreException {
    return at(place(option, environment));
  }

  /**
   * Where {@link #resolve} looks for the home; nothing is made or looked at.
   *
   * @throws StoreException if what the environment says is no path
   */
  public static Path place(Optional<Path> option, Map<String, String> environment)
      throws StoreException {
    String variable = environment.getOrDefault(VARIABLE, "");
    Path named =
        option.isPresent()
            ? option.get()
            : variable.isBlank()
                ? HomeConvention.ofThisMachine(environment).folder()
                : pathOf(VARIABLE, variable);
    return named.toAbsolutePath().normalize();
  }

  private static Path pathOf(String name, String text) throws StoreException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new StoreException(name + " does not name a folder: " + e.getReason() + ".", e);
    }
  }

  /**
   * The home in {@code folder}, which is made with mode 0700 if it is missing.
   *
   * @throws StoreException if it cannot be made or others can write to it
   */
  public static Home at(Path folder) throws StoreException {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      make(absolute);
      Path real = absolute.toRealPath();
      checkOwner(real);
      if (OwnerOnly.isWritableByOthers(real)) {
        throw new StoreException(
            "The home folder "
                + real
                + " can be written by others, who could take Ferry's identity: "
                + "run chmod 700 on it, or choose another with --home.");
      }
      return new Home(real);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          "The home folder "
              + absolute
              + " cannot be used ("
              + reason(e)
              + "): choose another with --home or "
              + VARIABLE
              + ".",
          e);
    }
  }

  private static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    OwnerOnly.makeFolder(folder);
  }

  /**
   * A folder of somebody else's is as good as writable by others. Root may use any, and a user
   * without a name (a number in a container) cannot be compared.
   */
  private static void checkOwner(Path folder) throws IOException {
    String self = System.getProperty("user.name", UNNAMED);
    if (!OwnerOnly.hasModes(folder) || self.equals(ROOT) || self.equals(UNNAMED)) {
      return;
    }
    String owner = Files.getOwner(folder).getName();
    if (!owner.equals(self) && !owner.equals(ROOT)) {
      throw new StoreException(
          "The home folder "
              + folder
              + " belongs to another user: choose another with --home or "
              + VARIABLE
              + ".");
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "a folder above it is missing";
      case FileAlreadyExistsException exists -> "something that is not a folder is in the way";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** The folder itself, absolute, without links in it. */
  public Path folder() {
    return folder;
  }

  /** What the home calls {@code name}: a file or folder directly in it, which may be missing. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The folder {@code name} in the home, made with mode 0700 if it is missing. */
  public Path subfolder(String name) throws IOException {
    Path made = folder.resolve(name);
    OwnerOnly.makeFolder(made);
    return made;
  }

  /**
   * Locks {@code name} among all processes of this home, waiting some seconds at most.
   *
   * @throws StoreException if another holds it for too long
   */
  public LockFile lock(String name) throws IOException {
    return lock(name, PATIENCE);
  }

  LockFile lock(String name, Duration patience) throws IOException {
    Path file = folder.resolve(name + ".lock");
    return LockFile.take(file, patience).orElseThrow(() -> heldForTooLong(file));
  }

  private static StoreException heldForTooLong(Path file) {
    return new StoreException(
        "Another Ferry has held " + file + " for too long: end it, or try again later.");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
