package dev.ferry.cli;

import dev.ferry.identity.PinGate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The PIN that a receiver wants with every offer. It is never an argument, as all can see those.
 */
final class PinFlags {
  /** What every app can be given, and every protocol can carry. */
  private static final Pattern PIN = Pattern.compile("[!-~]{" + PinGate.SHORTEST + ",64}");

  @Option(
      names = "--pin",
      order = 6,
      description = "Take offers only from whoever types the PIN that is shown.")
  private boolean random;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      order = 7,
      description = "The same with a PIN of your own: the first line of this file.")
  private @Nullable Path file;

  /** The PIN, or null if none is wanted. Reads the file. */
  @Nullable String pin(Host host) throws IOException {
    if (file == null) {
      return random ? host.pin(PinGate::randomPin) : null;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      String pin = line == null ? "" : line.strip();
      if (!PIN.matcher(pin).matches()) {
        throw Ending.usage(
            "the first line of --pin-file is the PIN: "
                + PinGate.SHORTEST
                + " to 64 letters, digits or signs, without accents and blanks");
      }
      return pin;
    }
  }

  /** Whether nobody here has seen the PIN yet. */
  boolean toBeShown() {
    return file == null && random;
  }
}
