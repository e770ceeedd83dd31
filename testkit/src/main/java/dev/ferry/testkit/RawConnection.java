package dev.ferry.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection on which a test sends and reads raw bytes. Every read fails after the time limit
 * ({@link SocketTimeoutException}). Not thread-safe, but one thread may send while another reads.
 */
public final class RawConnection implements Closeable {

  private static final int LONGEST_HEAD = 1 << 20;

  /** The socket under TLS, if there is TLS: what is reset or half-closed. */
  private final Socket plain;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawConnection(Socket plain, Socket socket, Duration limit) throws IOException {
    this.plain = plain;
    this.socket = socket;
    socket.setSoTimeout((int) limit.toMillis());
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Sends bytes at once. */
  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Sends text as UTF-8; nothing is added. */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends an HTTP/1.1 message: start line and header lines, a blank line, the body. */
  public void sendMessage(byte[] body, String... headLines) throws IOException {
    send(String.join("\r\n", headLines) + "\r\n\r\n");
    send(body);
  }

  /** Sends one HTTP chunk of a body with {@code Transfer-Encoding: chunked}; empty ends it. */
  public void sendChunk(byte[] bytes) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(
        (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.writeBytes(bytes);
    chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    send(chunk.toByteArray());
  }

  /** Reads exactly {@code length} bytes. */
  public byte[] read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("ended after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  /** Reads to the end of the stream. */
  public byte[] readAll() throws IOException {
    return in.readAllBytes();
  }

  /** Reads an HTTP head up to and with the blank line. */
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || head.length() > LONGEST_HEAD) {
        throw new EOFException("no whole head: " + Visible.of(head.toString()));
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Reads a whole HTTP message, its body by Content-Length, in chunks, or to the end. */
  public Message readMessage() throws IOException {
    String head = readHead();
    String chunked = headerOf(head, "transfer-encoding");
    String length = headerOf(head, "content-length");
    if (chunked.equalsIgnoreCase("chunked")) {
      return new Message(head, readChunks());
    }
    if (!length.isEmpty()) {
      return new Message(head, read(Integer.parseInt(length)));
    }
    boolean bodiless = head.startsWith("HTTP/1.1 204") || !head.startsWith("HTTP/");
    return new Message(head, bodiless ? new byte[0] : readAll());
  }

  /** Reads the next chunk of a chunked body; empty at the end. */
  public byte[] readChunk() throws IOException {
    StringBuilder size = new StringBuilder();
    while (!size.toString().endsWith("\r\n")) {
      size.append((char) read(1)[0]);
    }
    byte[] chunk = read(Integer.parseInt(size.toString().split(";", 2)[0].strip(), 16));
    read(2);
    return chunk;
  }

  /** Whether the other side has closed: waits for it up to the time limit. */
  public boolean isClosedByPeer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Ends our direction (FIN) and keeps reading. */
  public void endOutput() throws IOException {
    plain.shutdownOutput();
  }

  /** Resets the connection (RST). */
  public void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  @Override
  public void close() throws IOException {
    plain.close();
    socket.close();
  }

  /** An HTTP message. */
  public static final class Message {

    private final String head;
    private final byte[] body;

    private Message(String head, byte[] body) {
      this.head = head;
      this.body = body;
    }

    /** Start line and header lines, with the blank line. */
    public String head() {
      return head;
    }

    /** The body, without the framing of chunks. */
    public byte[] body() {
      return body.clone();
    }

    /** The status of a response. */
    public int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** A header's value; empty if absent. */
    public String header(String name) {
      return headerOf(head, name);
    }

    /** The body as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
      body.writeBytes(chunk);
    }
    return body.toByteArray();
  }

  private static String headerOf(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }
}
