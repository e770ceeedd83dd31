package dev.ferry.page.api;

import dev.ferry.page.PageOptions;
import dev.ferry.page.PageServer;
import dev.ferry.page.guard.ApiToken;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A peer of a test that receives, with its page, and a script that asks it. */
final class PageParty implements AutoCloseable {
  final Path inbox;
  final Path home;
  final Peer peer;
  final Desk desk;
  final Acceptance acceptance;
  final Receiving receiving;
  final Api api;
  final PageServer page;

  PageParty(Path folder, String name) throws IOException {
    this(folder, name, null);
  }

  /** One that takes offers only with a PIN. */
  PageParty(Path folder, String name, @Nullable String pin) throws IOException {
    home = folder.resolve(name);
    inbox = folder.resolve(name + "-inbox");
    Files.createDirectories(inbox);
    peer = Peer.open(PeerOptions.at(home).withAlias(name));
    acceptance = new Acceptance(AcceptRule.ASK);
    desk = Desk.of(peer, acceptance, _ -> {});
    receiving =
        peer.receive(
            ReceiveOptions.into(inbox)
                .withListen(ListenOptions.port(0).on(InetAddress.getLoopbackAddress()))
                .withPin(pin),
            desk);
    RunningPeer running =
        new RunningPeer(peer, desk, acceptance, () -> Optional.of(receiving), "0.1.0");
    api = Api.of(running);
    page = PageServer.open(api, PageOptions.standard());
  }

  int port() {
    return page.port();
  }

  String host() {
    return "127.0.0.1:" + port();
  }

  /** What a script would send. */
  RawHttp.Request script(String method, String path) throws IOException {
    RawHttp.Request request =
        new RawHttp.Request(method, path)
            .with("Host", host())
            .with("Authorization", "Bearer " + ApiToken.in(home));
    return method.equals("GET") ? request : request.with("Ferry", "1");
  }

  RawHttp.Reply get(String path) throws IOException {
    return script("GET", path).to(port());
  }

  RawHttp.Reply send(String method, String path, String json) throws IOException {
    return script(method, path).with("Content-Type", "application/json").body(json).to(port());
  }

  RawHttp.Reply post(String path, String json) throws IOException {
    return send("POST", path, json);
  }

  @Override
  public void close() {
    page.close();
    api.close();
    desk.close();
    peer.close();
  }
}
