package dev.ferry.transfer;

import dev.ferry.inbox.RangeConflictException;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.StageMeter.Stage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** Takes ranges of one receiving transfer from any number of connections. Thread-safe. */
final class Intake {
  private final Course course;
  private final Throttle throttle;

  Intake(Course course, Throttle throttle) {
    this.course = course;
    this.throttle = throttle;
  }

  /** As {@link Incoming#receive}. */
  void receive(long from, long to, InputStream body, Closeable connection) throws IOException {
    if (from < 0 || to <= from || to > course.layout().length()) {
      throw new TransferException(Problem.BAD_REQUEST, "no such range in this payload");
    }
    course.checkOpen();
    try {
      course.comeBack();
      write(new Range(from, to), body, connection);
    } catch (BrokenConnectionException e) {
      broken();
      throw e;
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      broken();
      throw new BrokenConnectionException(e);
    } catch (RangeConflictException e) {
      throw new TransferException(Problem.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw course.paused(e);
    }
  }

  private void write(Range range, InputStream body, Closeable connection) throws IOException {
    try (Claims.Claim claim = course.claims().take(range, connection);
        RangeWriter writer =
            course.hold().now().openRange(range.from(), range.to(), course.meter())) {
      course.tellAccepted();
      copy(claim, new Body(body), writer);
    }
  }

  private void copy(Claims.Claim claim, Body body, RangeWriter writer) throws IOException {
    boolean goesOn = false;
    while (writer.remaining() > 0) {
      claim.checkOpen();
      long reading = System.nanoTime();
      int length = body.read(Math.min(writer.remaining(), throttle.step(Body.BUFFER)));
      course.meter().addSince(Stage.NETWORK, reading);
      if (length < 0) {
        throw new BrokenConnectionException("the sender stopped in the middle of a range");
      }
      throttle.acquire(length);
      writer.write(body.buffer(), 0, length);
      if (!goesOn) {
        // Not before: that a sender tries again while the disk is full is no news.
        goesOn = true;
        course.goOn();
      }
      course.progress().moved(length);
    }
  }

  private void broken() {
    if (!course.claims().any() && !course.claims().isClosed()) {
      course
          .status()
          .paused(Problem.UNREACHABLE, "the connection to the sender broke; it may come back");
    }
  }
}
