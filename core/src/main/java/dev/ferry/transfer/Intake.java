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
  private final IncomingContext context;
  private final Throttle throttle;

  Intake(IncomingContext context, Throttle throttle) {
    this.context = context;
    this.throttle = throttle;
  }

  /** As {@link Incoming#receive}. */
  void receive(long from, long to, InputStream body, Closeable connection) throws IOException {
    run(
        from,
        to,
        () -> {
          context.comeBack();
          write(new Range(from, to), body, connection);
        });
  }

  /** As {@link Incoming#forget}. */
  void forget(long from, long to) throws IOException {
    if (from == to) {
      return;
    }
    // Not while it is published: what is counted then must stay.
    synchronized (context) {
      run(
          from,
          to,
          () -> {
            context.comeBack();
            try (Claims.Claim _ = context.claims().take(new Range(from, to), () -> {})) {
              context.hold().now().forget(from, to);
            }
            context.recount();
          });
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void run(long from, long to, Step step) throws IOException {
    context.checkOpen();
    if (from < 0 || to <= from || to > context.layout().length()) {
      throw new TransferException(Problem.BAD_REQUEST, "no such range in this payload");
    }
    try {
      step.run();
    } catch (BrokenConnectionException e) {
      throw e;
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw new BrokenConnectionException(e);
    } catch (RangeConflictException e) {
      throw new TransferException(Problem.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw context.paused(e);
    }
  }

  private void write(Range range, InputStream body, Closeable connection) throws IOException {
    Claims.Claim claim = context.claims().take(range, connection);
    try (claim;
        RangeWriter writer =
            context.hold().now().openRange(range.from(), range.to(), context.meter())) {
      context.tellAccepted();
      copy(claim, new Body(body), writer);
    } catch (BrokenConnectionException | InterruptedIOException | ClosedByInterruptException e) {
      if (!claim.isEnded()) {
        broken();
      }
      throw e;
    }
  }

  private void copy(Claims.Claim claim, Body body, RangeWriter writer) throws IOException {
    boolean goesOn = false;
    while (writer.remaining() > 0) {
      claim.checkOpen();
      long reading = System.nanoTime();
      int length = body.read(Math.min(writer.remaining(), throttle.step(Body.BUFFER)));
      context.meter().addSince(Stage.NETWORK, reading);
      if (length < 0) {
        throw new BrokenConnectionException("the sender stopped in the middle of a range");
      }
      throttle.acquire(length);
      writer.write(body.buffer(), 0, length);
      if (!goesOn) {
        // Not before: that a sender tries again while the disk is full is no news.
        goesOn = true;
        context.goOn();
      }
      context.progress().moved(length);
    }
  }

  /** A connection broke by itself, not because another one goes on. */
  private void broken() {
    if (!context.claims().any() && !context.claims().isClosed()) {
      context
          .status()
          .paused(Problem.UNREACHABLE, "the connection to the sender broke; it may come back");
    }
  }
}
