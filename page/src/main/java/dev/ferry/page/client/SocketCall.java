package dev.ferry.page.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Alarm;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request at a unix domain socket, and its answer. It speaks HTTP/1.0, in which a body goes
 * until the connection ends: there is nothing to take apart. For one thread, but for {@link
 * #close}, which ends whatever blocks.
 */
final class SocketCall implements AutoCloseable {
  private static final int MOST_HEADER = 16 << 10;

  private final SocketChannel channel;
  private final InputStream in;
  private final int status;

  private SocketCall(SocketChannel channel, InputStream in, int status) {
    this.channel = channel;
    this.in = in;
    this.status = status;
  }

  /**
   * Asks, and waits until the answer begins.
   *
   * @param line method and target
   * @param json the body; null for none
   * @param longest how long that may take
   * @throws IOException if nobody listens there, or the answer is none
   */
  static SocketCall of(Path socket, String line, @Nullable String json, Duration longest)
      throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try (Alarm alarm = new Alarm();
        Alarm.Bell _ = alarm.in(longest, () -> closeQuietly(channel))) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ask(Channels.newOutputStream(channel), line, json);
      return answer(channel);
    } catch (IOException | RuntimeException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  private static void ask(OutputStream out, String line, @Nullable String json) throws IOException {
    byte[] body = json == null ? new byte[0] : json.getBytes(UTF_8);
    String head =
        line
            + " HTTP/1.0\r\nHost: localhost\r\nFerry: 1\r\n"
            + (json == null
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
            + "\r\n";
    // In one piece: who answers as soon as it has read the head may have hung up before the body.
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(ISO_8859_1));
    request.writeBytes(body);
    request.writeTo(out);
    out.flush();
  }

  private static SocketCall answer(SocketChannel channel) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 16 << 10);
    int[] left = {MOST_HEADER};
    String first = line(in, left);
    if (!first.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw new IOException("what listens there is no Ferry");
    }
    while (!line(in, left).isEmpty()) {
      // Nothing depends on a header: the body goes until the connection ends.
    }
    return new SocketCall(channel, in, Integer.parseInt(first.substring(9, 12)));
  }

  private static String line(InputStream in, int[] left) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || left[0]-- == 0) {
        throw new EOFException("the answer ends early");
      }
      line.write(c);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  int status() {
    return status;
  }

  /** The body. */
  InputStream body() {
    return in;
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, which is all that was wanted.
      return;
    }
  }
}
