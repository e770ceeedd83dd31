package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Requests as they are typed, to a port of this machine, with any header whatsoever. */
final class RawHttp {
  private RawHttp() {}

  /** A request whose headers are changed one after the other. */
  static final class Request {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];

    Request(String method, String path) {
      this.method = method;
      this.path = path;
    }

    /** With another value of a header; empty: without it. */
    Request with(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Request body(String text) {
      body = text.getBytes(UTF_8);
      return this;
    }

    private byte[] head() {
      StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      headers.forEach((name, value) -> {
        if (!value.isEmpty()) {
          head.append(name).append(": ").append(value).append("\r\n");
        }
      });
      if (body.length > 0 || !method.equals("GET")) {
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** Sends it, and reads the answer to its end. */
    Reply to(int port) throws IOException {
      with("Connection", "close");
      try (Socket socket = open(port)) {
        return Reply.read(new String(socket.getInputStream().readAllBytes(), UTF_8));
      }
    }

    /** Sends it, and leaves the answer on the line. */
    Socket open(int port) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(head());
      socket.getOutputStream().write(body);
      return socket;
    }
  }

  /** A reader of an answer that goes on. */
  static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  /** An answer. */
  record Reply(int status, Map<String, String> headers, String body) {
    private static Reply read(String text) {
      int end = text.indexOf("\r\n\r\n");
      String[] lines = text.substring(0, end).split("\r\n", -1);
      Map<String, String> headers = new LinkedHashMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      return new Reply(
          Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }

    /** The value of a header; empty if there is none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    Fields json() throws IOException {
      return StrictJson.parseBody(body.getBytes(UTF_8));
    }
  }
}
