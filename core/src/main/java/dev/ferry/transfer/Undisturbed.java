package dev.ferry.transfer;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Lets a step come to its end although the thread that waits for it is interrupted. */
final class Undisturbed {
  private Undisturbed() {}

  /**
   * Runs {@code step} on a thread of its own, where no interrupt closes the files it writes, and
   * waits for it. An interrupt of this thread shows afterwards.
   *
   * @throws IOException what the step throws
   */
  static <T> T run(String name, Callable<T> step) throws IOException {
    FutureTask<T> task = new FutureTask<>(step);
    Thread.ofPlatform().name(name).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException known -> known;
      case RuntimeException defect -> throw defect;
      case Error error -> throw error;
      case null, default -> new IOException(e);
    };
  }
}
