package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.PeerCertificate;
import dev.ferry.identity.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A device's server, with or without TLS, that answers each request as a test says. */
final class FakeDevice implements Closeable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

  private final ServerSocket server;
  private final @Nullable Identity identity;
  private final Replies replies;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param line method and path
   * @param from where it came from
   * @param client the fingerprint of the certificate that it came with
   */
  record Asked(String line, String body, InetAddress from, @Nullable Fingerprint client) {}

  /** Answers a request with a status and a body, "200 {}". */
  @FunctionalInterface
  interface Replies {
    String to(Asked request);
  }

  /** Listens at a free port if {@code port} is 0; without TLS if there is no identity. */
  FakeDevice(InetAddress at, int port, @Nullable Identity identity, Replies replies) {
    this.identity = identity;
    this.replies = replies;
    try {
      server = new ServerSocket(port, 50, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain;
        Socket socket = identity == null ? plain : secure(plain, identity)) {
      while (true) {
        String head = head(socket.getInputStream());
        Matcher length = LENGTH.matcher(head);
        int most = length.find() ? Integer.parseInt(length.group(1)) : 0;
        String body = new String(socket.getInputStream().readNBytes(most), UTF_8);
        Asked request =
            new Asked(
                head.substring(0, head.indexOf(" HTTP/1.1")),
                body,
                socket.getInetAddress(),
                clientOf(socket));
        asked.add(request);
        String[] reply = replies.to(request).split(" ", 2);
        byte[] json = reply[1].getBytes(UTF_8);
        socket
            .getOutputStream()
            .write(
                ("HTTP/1.1 "
                        + reply[0]
                        + " x\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length
                        + "\r\n\r\n"
                        + reply[1])
                    .getBytes(UTF_8));
      }
    } catch (IOException e) {
      // The client has hung up, or never was one.
    }
  }

  private static @Nullable Fingerprint clientOf(Socket socket) {
    return socket instanceof SSLSocket tls
        ? PeerCertificate.fingerprintOf(tls.getSession()).orElse(null)
        : null;
  }

  private static Socket secure(Socket plain, Identity identity) throws IOException {
    SSLSocket tls =
        (SSLSocket) TlsContexts.server(identity).getSocketFactory().createSocket(plain, null, true);
    tls.setSSLParameters(TlsContexts.parameters());
    return tls;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no more requests");
      }
      head.write(b);
    }
    return head.toString(UTF_8);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
