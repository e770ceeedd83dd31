package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Who;
import dev.ferry.peer.PinSource;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The PIN of a share or a receiver: from a file, or from the person at the terminal, who does not
 * see it. It is never an argument, since everybody on a machine sees the arguments of its
 * processes.
 */
public final class PinPrompt implements PinSource {
  private final Console console;
  private final @Nullable Path file;
  private final BooleanSupplier stopping;

  /**
   * Reads {@code file} if there is one, else asks on {@code console}.
   *
   * @param stopping whether the command is about to stop, and needs no PIN any more
   */
  public PinPrompt(Console console, @Nullable Path file, BooleanSupplier stopping) {
    this.console = console;
    this.file = file;
    this.stopping = stopping;
  }

  @Override
  public @Nullable String pin(String peer, boolean again) {
    if (file != null) {
      return again ? null : firstLine(file);
    }
    if (!console.mayAsk()) {
      console.warn("ferry: a PIN is wanted, and nobody can be asked here: say --pin-file FILE");
      return null;
    }
    console.goLive(Duration.ZERO);
    String question = (again ? "That was not it. " : "") + "PIN of " + Who.name(peer) + ":";
    try {
      Person.Discreet person = Person.at(console, () -> {}, stopping);
      String typed = person.askSecretly(question).orElse("");
      return typed.isEmpty() ? null : typed;
    } catch (InterruptedException e) {
      // Ctrl-D, or the command stops: without a PIN it ends, and has its last words to print.
      return null;
    }
  }

  private static String firstLine(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      if (line == null || line.isBlank()) {
        throw new TransferException(
            Problem.USAGE, "the first line of the PIN file " + file + " is empty");
      }
      return line.strip();
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          new TransferException(Problem.USAGE, "there is no PIN file " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
