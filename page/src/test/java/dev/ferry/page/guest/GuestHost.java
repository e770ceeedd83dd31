package dev.ferry.page.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Percent;
import dev.ferry.peer.GuestSide;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.transfer.Approver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A peer of a test with guest links on a free port of loopback, and guests who ask it. */
final class GuestHost implements AutoCloseable {
  static final String KEY = "key-of-a-browser-0123456789";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final Path inbox;
  private final Path home;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Peer peer;
  private GuestLinks links;

  GuestHost(Path folder) throws IOException {
    this.home = folder.resolve("home");
    this.inbox = folder.resolve("inbox");
    this.peer = openPeer();
    this.links = openLinks(0);
  }

  private Peer openPeer() throws IOException {
    return Peer.open(PeerOptions.at(home).withAlias("ann"));
  }

  private GuestLinks openLinks(int port) {
    InstantSource clock = () -> now;
    return new GuestLinks(GuestSide.of(peer), listen(port), false, clock);
  }

  private static ListenOptions listen(int port) {
    return ListenOptions.port(port).on(InetAddress.getLoopbackAddress());
  }

  GuestLinks links() {
    return links;
  }

  Peer peer() {
    return peer;
  }

  /** Ends the peer and its links and begins both anew. */
  void restart() throws IOException {
    close();
    peer = openPeer();
    links = openLinks(0);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Receiving receive(Approver approver) throws IOException {
    return peer.receive(ReceiveOptions.into(inbox).withListen(listen(0)), approver);
  }

  String host() {
    return "127.0.0.1:" + links.port();
  }

  RawConnection connect() throws IOException {
    return ScriptedPeer.connectPlain(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), links.port()), LIMIT);
  }

  /** What a guest's own page asks for, with more headers. */
  RawConnection.Message get(GuestLink link, String rest, String... headers) throws IOException {
    return ask("GET", link, rest, new byte[0], headers);
  }

  /** What a guest's own page sends, with more headers. */
  RawConnection.Message send(
      String method, GuestLink link, String rest, String body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Ferry: 1", "Ferry-Guest: " + KEY));
    return ask(method, link, rest, body.getBytes(UTF_8), all.toArray(String[]::new));
  }

  RawConnection.Message ask(
      String method, GuestLink link, String rest, byte[] body, String... headers)
      throws IOException {
    return raw(method, GuestLinks.ROOT + link.id() + "/" + rest, host(), body, headers);
  }

  RawConnection.Message raw(String method, String path, String host, byte[] body, String... headers)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + path + " HTTP/1.1");
    lines.add("Host: " + host);
    lines.addAll(List.of(headers));
    lines.add("Content-Length: " + body.length);
    try (RawConnection connection = connect()) {
      connection.sendMessage(body, lines.toArray(String[]::new));
      return connection.readMessage();
    }
  }

  static String encoded(String path) {
    return Percent.encodePath(path);
  }

  @Override
  public void close() throws IOException {
    try (Peer _ = peer) {
      links.close();
    }
  }
}
