package dev.ferry.direct;

import dev.ferry.http.Answer;
import dev.ferry.http.Streamed;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * Measures how fast bytes travel to a peer and back, on one connection and without touching a disk.
 * Holds no state; calls block for the time that is given, and a little longer.
 */
public final class Probe {
  private static final int BLOCK = 256 << 10;

  /** How much longer than asked for a peer may go on giving: what was on its way, and is slow. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Probe() {}

  /**
   * Sends for {@code time}.
   *
   * @return bytes a second, counted until the peer had all of them
   * @throws TransferException if the peer does not take them; {@link
   *     dev.ferry.transfer.Problem#NOT_FOUND} if it is too old to know of this
   */
  public static double up(DirectClient client, Duration time) throws TransferException {
    long[] sent = {0};
    HttpUriRequestBase request = client.request("POST", "probe");
    request.setEntity(
        new Streamed(Protocol.BYTES, null, -1, out -> sent[0] = write(out, time.toNanos())));
    long begin = System.nanoTime();
    try (Answer answer = client.ok(request)) {
      answer.finish();
      return perSecond(sent[0], System.nanoTime() - begin);
    } catch (IOException e) {
      throw client.failures().later(e);
    }
  }

  private static long write(OutputStream out, long nanos) throws IOException {
    byte[] block = new byte[BLOCK];
    new SplittableRandom().nextBytes(block);
    long begin = System.nanoTime();
    long sent = 0;
    while (System.nanoTime() - begin < nanos) {
      checkWanted();
      out.write(block);
      sent += block.length;
    }
    return sent;
  }

  private static void checkWanted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("stopped");
    }
  }

  /**
   * Fetches for {@code time}. A peer that goes on for much longer is left.
   *
   * @return bytes a second
   * @throws TransferException as {@link #up}
   */
  public static double down(DirectClient client, Duration time) throws TransferException {
    HttpUriRequestBase request = client.request("GET", "probe?millis=" + time.toMillis());
    try (Answer answer = client.ok(request)) {
      InputStream body = answer.body();
      byte[] block = new byte[BLOCK];
      long begin = System.nanoTime();
      long got = 0;
      for (int n = body.read(block); n >= 0; n = body.read(block)) {
        got += n;
        checkWanted();
        if (System.nanoTime() - begin > time.plus(GRACE).toNanos()) {
          throw new MalformedException("it gives more than it was asked for");
        }
      }
      long took = System.nanoTime() - begin;
      answer.finish();
      return perSecond(got, took);
    } catch (IOException e) {
      throw client.failures().later(e);
    }
  }

  private static double perSecond(long bytes, long nanos) {
    return bytes / (Math.max(1, nanos) / 1e9);
  }
}
