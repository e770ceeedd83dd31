package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.view.PreviewText;
import dev.ferry.cli.view.Sight;
import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.FileKind;
import dev.ferry.peer.events.PreviewJson;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Previewer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Shows files of some kinds when they have arrived, one after the other, on a thread of its own: a
 * transfer never waits for it. Thread-safe.
 */
final class ShownArrivals implements TransferListener, AutoCloseable {
  private static final int MOST_OF_A_TRANSFER = 8;
  private static final long LAST_WORDS_SECONDS = 10;

  private final Console console;
  private final Set<FileKind> kinds;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("show").factory());

  /** Shows what is of these kinds; nothing if there are none. */
  ShownArrivals(Console console, Set<FileKind> kinds) {
    this.console = console;
    this.kinds = Set.copyOf(kinds);
  }

  @Override
  public void on(TransferEvent event) {
    if (!kinds.isEmpty()
        && event instanceof TransferEvent.Ended ended
        && ended.direction() == Direction.RECEIVE
        && ended.outcome() instanceof Outcome.Completed completed) {
      try {
        thread.execute(() -> show(completed.receipt()));
      } catch (RejectedExecutionException e) {
        // The command has ended.
        return;
      }
    }
  }

  private void show(Receipt receipt) {
    Sight sight = Sight.at(console);
    int shown = 0;
    for (String name : receipt.arrived()) {
      if (shown == MOST_OF_A_TRANSFER) {
        console.say(
            "More has arrived: ferry show "
                + DisplayName.escape(ShellWord.of(receipt.destination()))
                + "/... shows it");
        return;
      }
      shown += show(Path.of(receipt.destination(), name), name, sight) ? 1 : 0;
    }
  }

  /** Whether it was of a kind that is wanted. */
  private boolean show(Path file, String name, Sight sight) {
    try {
      Preview preview = Previewer.of(file, PreviewText.limits(sight));
      if (!kinds.contains(preview.kind())) {
        return false;
      }
      console.show(
          () -> String.join(System.lineSeparator(), PreviewText.lines(name, preview, sight)),
          () -> PreviewJson.put(console.event("preview"), file.toString(), preview));
      return true;
    } catch (IOException e) {
      console.warn(
          "ferry: cannot show " + DisplayName.escape(name) + ": " + Ending.of(e).message());
      return true;
    }
  }

  /** Shows what has arrived already; gives up after ten seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
