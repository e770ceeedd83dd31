package dev.ferry.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.page.PageOptions;
import dev.ferry.page.PageServer;
import dev.ferry.page.api.Api;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.page.guest.GuestLinks;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.GuestSide;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.LoopbackPeers;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.WaitingOffer;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A peer of a test that receives on this machine alone, with the page of its owner. Those of one
 * process are near each other.
 */
final class PagedPeer implements AutoCloseable {
  private static final LoopbackPeers NETWORK = network();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path inbox;
  private final Peer peer;
  private final Desk desk;
  private final Receiving receiving;
  private final Api api;
  private final PageServer page;
  private final GuestLinks guests;
  private final GuestLinks encrypted;

  private PagedPeer(Path folder, String name, AcceptRule rule, PageOptions options)
      throws IOException {
    this(folder.resolve(name), folder.resolve(name + "-inbox"), name, rule, options);
  }

  private PagedPeer(Path home, Path inbox, String name, AcceptRule rule, PageOptions options)
      throws IOException {
    this.inbox = Files.createDirectories(inbox);
    Files.createDirectories(home);
    Path settings = home.resolve("settings.conf");
    if (Files.notExists(settings)) {
      Files.writeString(settings, "alias = " + name + "\ninbox = " + inbox + "\n");
    }
    peer = NETWORK.open(PeerOptions.at(home));
    Acceptance acceptance = new Acceptance(rule);
    desk = Desk.of(peer, acceptance, _ -> {});
    ListenOptions here = ListenOptions.port(0).on(InetAddress.getLoopbackAddress());
    receiving = peer.receive(ReceiveOptions.into(inbox).withListen(here), desk);
    api = Api.of(new RunningPeer(peer, desk, acceptance, () -> Optional.of(receiving), "0.1.0"));
    page = PageServer.open(api, options);
    guests = new GuestLinks(GuestSide.of(peer), ListenOptions.port(0), false);
    encrypted = new GuestLinks(GuestSide.of(peer), ListenOptions.port(0), true);
  }

  private static LoopbackPeers network() {
    try {
      return LoopbackPeers.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that asks its owner about everything. */
  static PagedPeer asking(Path folder, String name) throws IOException {
    return new PagedPeer(folder, name, AcceptRule.ASK, PageOptions.standard());
  }

  /** One that asks its owner about everything, with its page at this port. */
  static PagedPeer asking(Path folder, String name, int pagePort) throws IOException {
    return new PagedPeer(folder, name, AcceptRule.ASK, new PageOptions(pagePort));
  }

  /** One of a person, whose folder holds its home and its inbox as usual. */
  static PagedPeer ofPerson(Path person, String name, AcceptRule rule) throws IOException {
    return new PagedPeer(
        person.resolve(".local/share/ferry"),
        person.resolve("Downloads/Ferry"),
        name,
        rule,
        PageOptions.standard());
  }

  /** One that lets everybody in. */
  static PagedPeer open(Path folder, String name) throws IOException {
    return new PagedPeer(folder, name, AcceptRule.ALL, PageOptions.standard());
  }

  Path inbox() {
    return inbox;
  }

  int pagePort() {
    return page.port();
  }

  URI link() throws IOException {
    return page.link();
  }

  PeerAddress address() {
    return receiving.addresses().getFirst();
  }

  /** Sends files to another one, beside the test. */
  Sending sends(PagedPeer to, Path... what) {
    return sends(SendOptions.of(to.address(), what));
  }

  /** Sends beside the test. */
  Sending sends(SendOptions options) {
    FutureTask<Outcome> task = new FutureTask<>(() -> peer.send(options));
    Thread.ofPlatform().daemon().start(task);
    return new Sending(task);
  }

  /** Shares with everybody, as long as the peer is there. */
  void shares(Path... what) throws IOException {
    shares(ShareOptions.of(ShareOptions.Access.PUBLIC, what));
  }

  /** Shares as long as the peer is there. */
  void shares(ShareOptions options) throws IOException {
    peer.share(options.withListen(ListenOptions.port(receiving.port())));
  }

  /** The links for guests. */
  GuestLinks guests() {
    return guests;
  }

  /** Those with HTTPS. */
  GuestLinks encryptedGuests() {
    return encrypted;
  }

  /** Answers what the owner is asked next, as somebody without a page would. */
  void answers(Answer answer) {
    WaitingOffer asked =
        await()
            .atMost(LIMIT)
            .until(() -> desk.snapshot().offers(), offers -> !offers.isEmpty())
            .getFirst();
    assertThat(desk.answer(asked, answer, "test")).isTrue();
  }

  /** Something that is being sent. */
  record Sending(FutureTask<Outcome> task) {
    /** Waits for its end. */
    Outcome end() throws Exception {
      return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    try (guests;
        encrypted) {
      page.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    api.close();
    desk.close();
    peer.close();
  }
}
