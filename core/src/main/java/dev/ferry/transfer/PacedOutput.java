package dev.ferry.transfer;

import dev.ferry.payload.StageMeter;
import dev.ferry.payload.StageMeter.Stage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * How the bytes of one outgoing transfer leave, on whatever connection: no faster than the limit,
 * counted, and not at all once it is stopped. Thread-safe.
 */
final class PacedOutput {
  private final Throttle throttle;
  private final StageMeter meter;
  private final ProgressMeter progress;
  private volatile boolean stopped;

  PacedOutput(Throttle throttle, StageMeter meter, ProgressMeter progress) {
    this.throttle = throttle;
    this.meter = meter;
    this.progress = progress;
  }

  /** Writes bytes to {@code out}. Blocks on the net and the speed limit. */
  void write(OutputStream out, byte[] buffer, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (stopped) {
        throw new IOException("what was being sent is not there any more");
      }
      int some = throttle.step(length - done);
      throttle.acquire(some);
      long began = System.nanoTime();
      out.write(buffer, offset + done, some);
      meter.addSince(Stage.NETWORK, began);
      progress.moved(some);
      done += some;
    }
  }

  /** Makes whoever writes fail soon. */
  void stop() {
    stopped = true;
  }
}
