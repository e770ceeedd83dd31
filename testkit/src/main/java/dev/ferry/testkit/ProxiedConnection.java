package dev.ferry.testkit;

import dev.ferry.testkit.Fault.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Two sockets of a {@link FaultProxy} and the two threads that carry bytes between them. */
final class ProxiedConnection {

  private static final int BUFFER = 1 << 16;

  private final Socket near;
  private final Socket far;
  private final Fault fault;
  private final AtomicLong toTarget;
  private final AtomicLong fromTarget;
  private final AtomicLong struck;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stalled;

  ProxiedConnection(
      Socket near,
      Socket far,
      Fault fault,
      AtomicLong toTarget,
      AtomicLong fromTarget,
      AtomicLong struck) {
    this.near = near;
    this.far = far;
    this.fault = fault;
    this.toTarget = toTarget;
    this.fromTarget = fromTarget;
    this.struck = struck;
  }

  /** Carries both ways until both have ended. */
  void carry() {
    Thread back =
        Thread.ofVirtual()
            .name("fault-proxy back")
            .start(() -> pump(far, near, Direction.FROM_TARGET, fromTarget));
    pump(near, far, Direction.TO_TARGET, toTarget);
    try {
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut();
  }

  void cut() {
    ended.countDown();
    closeQuietly(near);
    closeQuietly(far);
  }

  void reset() {
    lingerNot(near);
    lingerNot(far);
    cut();
  }

  void stall() {
    stalled = true;
  }

  private void pump(Socket from, Socket to, Direction direction, AtomicLong count) {
    byte[] buffer = new byte[BUFFER];
    long carried = 0;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      while (true) {
        long room = roomBeforeFault(direction, carried);
        if (room == 0 && !strike()) {
          to.shutdownOutput();
          return;
        }
        int length = in.read(buffer, 0, (int) Math.min(room, BUFFER));
        if (length < 0) {
          to.shutdownOutput();
          return;
        }
        slowDown(direction, length);
        if (stalled) {
          ended.await();
        }
        corrupt(direction, carried, buffer, length);
        out.write(buffer, 0, length);
        carried += length;
        count.addAndGet(length);
      }
    } catch (IOException e) {
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  /** How many more bytes may pass that way before the fault strikes. */
  private long roomBeforeFault(Direction direction, long carried) {
    return switch (fault) {
      case Fault.Cut cut when cut.direction() == direction -> cut.bytes() - carried;
      case Fault.Reset reset when reset.direction() == direction -> reset.bytes() - carried;
      case Fault.Stall stall when stall.direction() == direction -> stall.bytes() - carried;
      case Fault.HalfClose half when half.direction() == direction -> half.bytes() - carried;
      case Fault.Throttle throttle when throttle.direction() == direction ->
          Math.clamp(throttle.bytesPerSecond() / 20, 1, BUFFER);
      case Fault.Cut _,
          Fault.Reset _,
          Fault.Stall _,
          Fault.HalfClose _,
          Fault.Throttle _,
          Fault.None _,
          Fault.Corrupt _,
          Fault.Delay _ ->
          Long.MAX_VALUE;
    };
  }

  /** The fault strikes; false if that way shall end and the other go on. */
  private boolean strike() throws IOException, InterruptedException {
    struck.incrementAndGet();
    switch (fault) {
      case Fault.Reset _ -> reset();
      case Fault.Stall _ -> ended.await();
      case Fault.HalfClose _ -> {
        return false;
      }
      case Fault.Cut _, Fault.None _, Fault.Corrupt _, Fault.Throttle _, Fault.Delay _ -> cut();
    }
    throw new IOException("the fault struck");
  }

  private void slowDown(Direction direction, int length) throws InterruptedException {
    long nanos =
        switch (fault) {
          case Fault.Throttle throttle when throttle.direction() == direction ->
              length * TimeUnit.SECONDS.toNanos(1) / throttle.bytesPerSecond();
          case Fault.Delay delay when delay.direction() == direction -> delay.by().toNanos();
          case Fault.Throttle _,
              Fault.Delay _,
              Fault.Cut _,
              Fault.Reset _,
              Fault.Stall _,
              Fault.HalfClose _,
              Fault.None _,
              Fault.Corrupt _ ->
              0;
        };
    if (nanos > 0) {
      boolean over = ended.await(nanos, TimeUnit.NANOSECONDS);
      stalled |= over;
    }
  }

  private void corrupt(Direction direction, long carried, byte[] buffer, int length) {
    if (fault instanceof Fault.Corrupt corrupt
        && corrupt.direction() == direction
        && corrupt.position() >= carried
        && corrupt.position() < carried + length) {
      struck.incrementAndGet();
      buffer[(int) (corrupt.position() - carried)] ^= 1;
    }
  }

  private static void lingerNot(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already: nothing to reset.
      return;
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all that was wanted of it.
      return;
    }
  }
}
