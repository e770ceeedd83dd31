package dev.ferry.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The limit that Ferry is compared with: a file copied over TLS 1.3 with SSLSockets on virtual
 * threads and buffers of 256 KiB. No hash, no journal, nothing forced to disk, no names: nobody who
 * writes Java can expect to be faster without giving something up. Each connection carries an equal
 * part of the file.
 *
 * <p>On the wire, per connection: offset and length (two longs), the bytes; back comes one byte
 * when they are written.
 */
final class BareTlsCopy implements AutoCloseable {

  private static final int BUFFER = 256 * 1024;
  private static final byte WRITTEN = 1;

  private final SSLServerSocket server;
  private final Path target;

  private BareTlsCopy(SSLServerSocket server, Path target) {
    this.server = server;
    this.target = target;
  }

  /**
   * As a process of its own: {@code serve KEYS PORT TARGET} receives into one file for ever; {@code
   * send KEYS PORT SOURCE CONNECTIONS} copies one file to 127.0.0.1 and ends.
   */
  public static void main(String[] arguments) throws IOException {
    SSLContext context = BenchKeys.load(Path.of(arguments[1]));
    int port = Integer.parseInt(arguments[2]);
    Path file = Path.of(arguments[3]);
    if (arguments[0].equals("serve")) {
      try (BareTlsCopy copy = listen(context, port, file)) {
        System.out.println("ready");
        copy.acceptUntilClosed();
      }
    } else {
      send(context, port, file, Integer.parseInt(arguments[4]));
    }
  }

  /** Opens the receiving side on 127.0.0.1; port 0 takes a free one. */
  static BareTlsCopy listen(SSLContext context, int port, Path target) throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    return new BareTlsCopy(server, target);
  }

  /** The port of the receiving side. */
  int port() {
    return server.getLocalPort();
  }

  /** Receives until {@link #close}. */
  void acceptUntilClosed() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (!server.isClosed()) {
        SSLSocket socket = (SSLSocket) server.accept();
        threads.execute(() -> receiveQuietly(socket));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Copies {@code source} over so many connections at once; returns when all is written. */
  static void send(SSLContext context, int port, Path source, int connections) throws IOException {
    List<Future<Long>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      long size = in.size();
      for (int i = 0; i < connections; i++) {
        long from = size * i / connections;
        long to = size * (i + 1) / connections;
        parts.add(threads.submit(() -> sendPart(context, port, in, from, to)));
      }
      for (Future<Long> part : parts) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static long sendPart(SSLContext context, int port, FileChannel in, long from, long to)
      throws IOException {
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      OutputStream out = socket.getOutputStream();
      DataOutputStream head = new DataOutputStream(out);
      head.writeLong(from);
      head.writeLong(to - from);
      byte[] buffer = new byte[BUFFER];
      for (long at = from; at < to; ) {
        int length = in.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(BUFFER, to - at)), at);
        out.write(buffer, 0, length);
        at += length;
      }
      out.flush();
      if (socket.getInputStream().read() != WRITTEN) {
        throw new EOFException("not all was written");
      }
      return to - from;
    }
  }

  private void receiveQuietly(SSLSocket socket) {
    try (socket) {
      receive(socket);
    } catch (IOException e) {
      System.err.println("bare TLS copy: " + e);
    }
  }

  private void receive(SSLSocket socket) throws IOException {
    InputStream in = socket.getInputStream();
    DataInputStream head = new DataInputStream(in);
    long at = head.readLong();
    long end = at + head.readLong();
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (at < end) {
        int length = in.readNBytes(buffer, 0, (int) Math.min(BUFFER, end - at));
        if (length == 0) {
          throw new EOFException("ended at " + at + " of " + end);
        }
        out.write(ByteBuffer.wrap(buffer, 0, length), at);
        at += length;
      }
    }
    socket.getOutputStream().write(WRITTEN);
  }
}
