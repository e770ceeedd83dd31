package dev.ferry.localsend;

import dev.ferry.http.Alarm;
import dev.ferry.http.Exchange;
import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads the messages that devices send: within a time limit for the whole, and few long ones at a
 * time, as each takes memory. Thread-safe.
 */
final class Bodies implements Closeable {
  private final LocalSendLimits limits;
  private final Alarm alarm = new Alarm();
  private final Semaphore large = new Semaphore(LocalSendLimits.LARGE_AT_A_TIME, true);

  Bodies(LocalSendLimits limits) {
    this.limits = limits;
  }

  /** Reads one message out of the object that a body is. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Fields fields) throws IOException;
  }

  /** Reads a body of at most {@code most} bytes and {@code mostValues} values. Blocks. */
  <T> T read(Exchange exchange, int most, int mostValues, Reader<T> reader) throws IOException {
    try (InputStream body = exchange.body(most);
        Alarm.Bell _ = alarm.in(limits.message(), hangUp(exchange))) {
      byte[] first = body.readNBytes(Math.min(most, LocalSendLimits.SMALL_BYTES) + 1);
      return first.length <= LocalSendLimits.SMALL_BYTES
          ? reader.read(StrictJson.parseBody(first, mostValues))
          : readLarge(first, body, mostValues, reader);
    }
  }

  /** Reads a body of at most {@code most} bytes that is no message. Blocks. */
  byte[] bytes(Exchange exchange, int most) throws IOException {
    try (InputStream body = exchange.body(most);
        Alarm.Bell _ = alarm.in(limits.message(), hangUp(exchange))) {
      return body.readAllBytes();
    }
  }

  private <T> T readLarge(byte[] first, InputStream body, int mostValues, Reader<T> reader)
      throws IOException {
    enterLarge();
    try {
      byte[] rest = body.readAllBytes();
      byte[] whole = new byte[first.length + rest.length];
      System.arraycopy(first, 0, whole, 0, first.length);
      System.arraycopy(rest, 0, whole, first.length, rest.length);
      return reader.read(StrictJson.parseBody(whole, mostValues));
    } finally {
      large.release();
    }
  }

  private void enterLarge() throws Refusal {
    try {
      if (!large.tryAcquire(limits.message().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Refusal(409, "too many long lists come at once; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "this side is about to stop", e);
    }
  }

  private static Runnable hangUp(Exchange exchange) {
    Closeable connection = exchange.hangUp();
    return () -> {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  public void close() {
    alarm.close();
  }
}
