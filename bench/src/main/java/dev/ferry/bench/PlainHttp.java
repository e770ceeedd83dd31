package dev.ferry.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/** One request of HTTP/1.1 over a connection of its own, as cheap as it can be for its sender. */
final class PlainHttp {
  private PlainHttp() {}

  /**
   * Sends a text, and returns the body of the answer.
   *
   * @param headers lines that each end in CRLF
   * @throws IOException unless it is answered with 2xx
   */
  static String ask(String method, URI at, String headers, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    try (SocketChannel socket = open(at)) {
      head(socket, method, at, headers, bytes.length);
      write(socket, ByteBuffer.wrap(bytes));
      return answer(socket, at);
    }
  }

  /** Sends a part of a file, without copying it. */
  static void put(URI at, String headers, FileChannel file, long from, long length)
      throws IOException {
    try (SocketChannel socket = open(at)) {
      head(socket, "PUT", at, headers, length);
      long sent = 0;
      while (sent < length) {
        sent += file.transferTo(from + sent, length - sent, socket);
      }
      answer(socket, at);
    }
  }

  private static SocketChannel open(URI at) throws IOException {
    return SocketChannel.open(new InetSocketAddress(at.getHost(), at.getPort()));
  }

  private static void head(SocketChannel socket, String method, URI at, String headers, long length)
      throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, at.getRawPath(), at.getRawAuthority(), headers, length);
    write(socket, ByteBuffer.wrap(head.getBytes(ISO_8859_1)));
  }

  private static void write(SocketChannel socket, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  /** All of it, up to the end of the connection. */
  private static String answer(SocketChannel socket, URI at) throws IOException {
    String text = new String(Channels.newInputStream(socket).readAllBytes(), UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 2")) {
      throw new IOException(at + " answers: " + text);
    }
    return text.substring(end + 4);
  }
}
