package dev.ferry.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Measures round trips while something else goes on: asks a small question about once a second, on
 * a thread of its own, until it is closed. A question that fails is not counted. Thread-safe;
 * closing does not wait for a question under way, which ends with its connection.
 */
public final class Pulse implements Closeable {
  private static final long INTERVAL_MILLIS = 1000;

  private final CountDownLatch over = new CountDownLatch(1);

  /** Something that the other side answers at once. Blocks until it has. */
  @FunctionalInterface
  public interface Question {
    /** Asks. */
    void ask() throws IOException;
  }

  private Pulse() {}

  /**
   * Begins.
   *
   * @param name of the thread
   * @param nanos takes each round trip
   */
  public static Pulse start(String name, Question question, LongConsumer nanos) {
    Pulse pulse = new Pulse();
    Thread.ofVirtual().name(name).start(() -> pulse.run(question, nanos));
    return pulse;
  }

  private void run(Question question, LongConsumer nanos) {
    try {
      while (!over.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        measure(question, nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void measure(Question question, LongConsumer nanos) {
    long begin = System.nanoTime();
    try {
      question.ask();
    } catch (IOException e) {
      // Whoever moves the bytes meets the same trouble, and deals with it.
      return;
    }
    nanos.accept(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    over.countDown();
  }
}
