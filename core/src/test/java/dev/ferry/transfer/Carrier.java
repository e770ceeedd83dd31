package dev.ferry.transfer;

import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Carries bytes from a sending to a receiving side: what a protocol does, without one. */
final class Carrier {
  private static final int TURNS = 10;

  private Carrier() {}

  /** Carries the bytes [from, to). */
  static void carry(Outgoing outgoing, Incoming incoming, long from, long to) throws IOException {
    Pipe pipe = Pipe.open();
    try (InputStream in = Channels.newInputStream(pipe.source())) {
      Thread sender =
          Thread.ofPlatform().name("carrier").start(() -> send(outgoing, from, to, pipe));
      try {
        incoming.receive(from, to, in, pipe.source());
      } finally {
        pipe.source().close();
        join(sender);
      }
    }
  }

  private static void send(Outgoing outgoing, long from, long to, Pipe pipe) {
    try (OutputStream out = Channels.newOutputStream(pipe.sink())) {
      outgoing.send(from, to, out);
    } catch (IOException e) {
      // The receiving side hung up, and says why.
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Carries ranges over several lanes at once. */
  static void carry(Outgoing outgoing, Incoming incoming, RangeSet ranges, int lanes)
      throws IOException {
    List<Lane> all = new ArrayList<>();
    for (int i = 0; i < lanes; i++) {
      all.add(lane(outgoing, incoming));
    }
    Lanes.run("test", ranges, all);
  }

  private static Lane lane(Outgoing outgoing, Incoming incoming) {
    return new Lane() {
      @Override
      public void move(Range piece) throws IOException {
        carry(outgoing, incoming, piece.from(), piece.to());
      }

      @Override
      public void close() {}
    };
  }

  /** One attempt to seal. */
  static Sealed seal(Outgoing outgoing, Incoming incoming) throws IOException {
    return incoming.seal(
        outgoing.hashes(), () -> new SealEnd(outgoing.withdrawn(), outgoing.report()));
  }

  /** Carries what is missing and seals until all is done. */
  static Receipt finish(Outgoing outgoing, Incoming incoming) throws IOException {
    for (int turn = 0; turn < TURNS; turn++) {
      carry(outgoing, incoming, incoming.missing(), 2);
      if (seal(outgoing, incoming) instanceof Sealed.Complete complete) {
        return complete.receipt();
      }
    }
    throw new AssertionError("not complete after " + TURNS + " turns: " + incoming.state());
  }

  /** A connection that brings {@code bytes} and then hangs until somebody closes it. */
  static final class Hanging extends InputStream {
    private final ByteArrayInputStream bytes;
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Hanging(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = bytes.read(buffer, offset, length);
      if (count > 0) {
        return count;
      }
      hanging.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    /** Blocks until somebody waits for bytes that do not come. */
    void awaitHanging() throws InterruptedException {
      hanging.await();
    }

    Closeable hangUp() {
      return closed::countDown;
    }
  }
}
