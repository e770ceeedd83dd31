package dev.ferry.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that an asker hangs up while it waits for an answer that is not begun: the server itself
 * reads nothing meanwhile, so nobody else would. Thread-safe.
 */
public final class AskerWatch implements AutoCloseable {
  private final EndPoint endPoint;
  private final Runnable gone;
  private final ByteBuffer next = BufferUtil.allocate(1);
  private boolean over;
  private boolean talked;

  AskerWatch(EndPoint endPoint, Runnable gone) {
    this.endPoint = endPoint;
    this.gone = gone;
  }

  private final Callback readable =
      new Callback() {
        @Override
        public void succeeded() {
          look();
        }

        @Override
        public void failed(Throwable cause) {
          hungUp();
        }
      };

  void start() {
    endPoint.tryFillInterested(readable);
  }

  /** There is something to read: the end, a message of TLS itself, or a request sent too early. */
  private synchronized void look() {
    if (over) {
      return;
    }
    try {
      int length = endPoint.fill(next);
      if (length < 0) {
        hungUp();
      } else if (length == 0) {
        start();
      } else {
        talked = true;
      }
    } catch (IOException e) {
      hungUp();
    }
  }

  private synchronized void hungUp() {
    if (!over) {
      over = true;
      gone.run();
    }
  }

  /**
   * Whether the asker sent more than its request. A byte of that is lost, so the connection cannot
   * be used again.
   */
  synchronized boolean hasTalked() {
    return talked;
  }

  /** Looks no more, so that the server can read the next request. */
  @Override
  public synchronized void close() {
    over = true;
    if (endPoint instanceof AbstractEndPoint known) {
      known.getFillInterest().onFail(new EofException("no longer watched"));
    }
  }
}
