package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the loopback interface of this machine, over real sockets. */
class DiscoveryTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final InetAddress PHONES = InetAddress.ofLiteral("127.0.0.9");

  private final Identity self = Identity.generate();
  private final Identity phone = Identity.generate();
  private final int port = freePort();
  private final DiscoveryOptions options =
      DiscoveryOptions.receiving().withPort(port).withLoopback(true);
  private final HandSchedule time = new HandSchedule();
  private Shouter shouter;

  @BeforeEach
  void start() {
    Requires.linux("multicast on the loopback interface");
    shouter = new Shouter(port);
  }

  @AfterEach
  void stop() {
    shouter.close();
  }

  @Test
  void twoPeersOfOneMachineShareThePortAndFindEachOther() {
    Identity other = Identity.generate();
    try (Discovery first = Discovery.open(options, self, () -> info(self, "attic", 1001));
        Discovery second = Discovery.open(options, other, () -> info(other, "cellar", 1002))) {
      await().atMost(SOON).until(() -> lists(first, "cellar") && lists(second, "attic"));
      assertThat(first.devices())
          .singleElement()
          .matches(d -> d.port() == 1002 && d.isFerry() && d.version().equals("2.1"))
          .matches(d -> d.certificate().equals(Optional.of(other.fingerprint())));
      assertThat(first.interfaces()).contains("lo");
    }
  }

  @Test
  void whoAnnouncesItselfIsAnsweredOverTlsAndHasProvenItself() {
    try (FakeDevice server = server(phone, phone);
        Discovery discovery = open(options)) {
      shout(phone, server.port(), "https");
      await().atMost(SOON).until(() -> proven(discovery));
      assertThat(server.asked())
          .singleElement()
          .matches(a -> a.line().equals("POST /api/localsend/v2/register"))
          .matches(
              a -> a.body().contains("\"alias\":\"attic\"") && a.body().contains("\"ferry\":1"))
          .matches(a -> self.fingerprint().equals(a.client()));
      assertThat(shouter.heardOf(self.fingerprint())).isEmpty();
    }
  }

  @Test
  void whoDoesNotProveWhatItAnnouncesHearsNothingOverHttpAndIsAnsweredByDatagram() {
    try (FakeDevice server = server(Identity.generate(), phone);
        Discovery discovery = open(options)) {
      shout(phone, server.port(), "https");
      await().atMost(SOON).until(() -> !shouter.heardOf(self.fingerprint()).isEmpty());
      assertThat(shouter.heardOf(self.fingerprint()))
          .singleElement()
          .matches(answer -> !answer.announce() && answer.info().port() == 1001);
      assertThat(server.asked()).isEmpty();
      assertThat(discovery.devices()).singleElement().matches(d -> !d.proven());
    }
  }

  @Test
  void plainHttpIsAnsweredOverHttpOnlyIfThatIsAllowed() {
    try (FakeDevice server = server(null, phone)) {
      try (Discovery _ = open(options)) {
        shout(phone, server.port(), "http");
        await().atMost(SOON).until(() -> !shouter.heardOf(self.fingerprint()).isEmpty());
        assertThat(server.asked()).isEmpty();
      }
      try (Discovery discovery = open(options.withPlainHttp(true))) {
        shout(phone, server.port(), "http");
        await().atMost(SOON).until(() -> server.asked().size() == 1);
        await().atMost(SOON).until(() -> lists(discovery, "phone"));
        assertThat(discovery.devices())
            .singleElement()
            .matches(d -> !d.proven() && d.scheme() == Scheme.HTTP);
      }
    }
  }

  @Test
  void answersOfOlderAppsAreListedAndNotAnswered() {
    try (FakeDevice server = server(phone, phone);
        Discovery discovery = open(options)) {
      shouter.shout(said(phone.fingerprint(), server.port(), "https", false));
      await().atMost(SOON).until(() -> lists(discovery, "phone"));
      Identity next = Identity.generate();
      try (FakeDevice second = server(next, next)) {
        shout(next, second.port(), "https");
        await().atMost(SOON).until(() -> proven(discovery));
      }
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void hiddenPeerListensAndSaysNothing() {
    try (FakeDevice server = server(phone, phone);
        Discovery hidden = open(options.withVisible(false))) {
      shout(phone, server.port(), "https");
      hidden.announce();
      time.pass(Duration.ofSeconds(3));
      await().atMost(SOON).until(() -> lists(hidden, "phone"));
      try (Discovery open = open(options)) {
        shout(phone, server.port(), "https");
        await().atMost(SOON).until(() -> proven(open));
      }
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void whoOnlyLooksAroundAsksAndIsNotListedByFerries() {
    Identity other = Identity.generate();
    DiscoveryOptions looking = DiscoveryOptions.looking().withPort(port).withLoopback(true);
    try (FakeDevice server = server(phone, phone);
        Discovery ferry =
            discovery(options.withVisible(false), other, () -> info(other, "cellar", 1002));
        Discovery looks = open(looking)) {
      shout(phone, server.port(), "https");
      await().atMost(SOON).until(() -> proven(looks));
      assertThat(server.asked())
          .singleElement()
          .matches(a -> a.line().equals("GET /api/localsend/v2/info"));
      time.pass(Duration.ofSeconds(3));
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() == 3);
      shouter.shout(said(Fingerprint.random(), 1, "https", false));
      await().atMost(SOON).until(() -> ferry.devices().size() == 2);
      assertThat(lists(ferry, "attic")).isFalse();
    }
  }

  @Test
  void peerThatReceivesAnnouncesItselfAgainAfterAPassingOneOfTheSameMachine() {
    try (Discovery _ = open(options)) {
      time.pass(Duration.ofSeconds(4));
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() == 3);
      Announcement passing = new Announcement(info(self, "attic", 2002), true, true);
      shouter.shout(passing.bytes());
      shouter.shout(passing.bytes());
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() == 5);
      await()
          .atMost(SOON)
          .until(() -> {
            time.pass(Duration.ofSeconds(1));
            return shouter.heardOf(self.fingerprint()).size() == 6;
          });
      assertThat(shouter.heardOf(self.fingerprint()).getLast().info().port()).isEqualTo(1001);
    }
  }

  @Test
  void callsAgainOnlyWhileSomebodyWatches() {
    try (Discovery discovery = open(options)) {
      time.pass(Duration.ofMinutes(5));
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() == 3);
      try (Directory.Watch _ = discovery.watch(new Sightings())) {
        time.pass(Duration.ofMinutes(2));
      }
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() >= 7);
      time.pass(Duration.ofMinutes(5));
      discovery.announce();
      time.pass(Duration.ofSeconds(4));
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() >= 10);
      assertThat(shouter.heardOf(self.fingerprint())).hasSize(10);
    }
  }

  @Test
  void interfaceThatComesIsListenedOnAndAnnouncedToAndOneThatGoesIsLetGo() throws SocketException {
    List<Link> lo = loopback();
    AtomicReference<List<Link>> now = new AtomicReference<>(List.of());
    try (Discovery discovery =
        new Discovery(options, self, () -> info(self, "attic", 1001), time, now::get, () -> {})) {
      time.pass(Duration.ofSeconds(9));
      assertThat(discovery.interfaces()).isEmpty();
      now.set(lo);
      time.pass(Duration.ofSeconds(4));
      assertThat(discovery.interfaces()).containsExactly("lo");
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() == 3);
      shout(phone, 1, "https");
      await().atMost(SOON).until(() -> lists(discovery, "phone"));
      now.set(List.of());
      time.pass(Duration.ofSeconds(5));
      assertThat(discovery.interfaces()).isEmpty();
      now.set(lo);
      time.pass(Duration.ofSeconds(8));
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() >= 6);
    }
  }

  @Test
  void machineThatWakesUpAnnouncesItselfAndForgetsWhoWasThere() {
    try (Discovery discovery = open(options)) {
      shout(phone, 1, "https");
      await().atMost(SOON).until(() -> lists(discovery, "phone"));
      time.pass(Duration.ofSeconds(20));
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() >= 3);
      int before = shouter.heardOf(self.fingerprint()).size();
      time.sleep(Duration.ofHours(1));
      time.pass(Duration.ofSeconds(8));
      assertThat(discovery.devices()).isEmpty();
      await().atMost(SOON).until(() -> shouter.heardOf(self.fingerprint()).size() == before + 3);
    }
  }

  @Test
  void tenThousandSpoofedAnnouncementsCauseNoMoreConnectionsThanDocumented() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket victim = new ServerSocket(0, 1000);
        Discovery discovery = open(options.withPlainHttp(true))) {
      Thread.ofVirtual().start(() -> countAndHangUp(victim, connections));
      int spoofed = 0;
      // Time stands still for the budget: this is the most that a whole minute has. What comes
      // while as many calls as are allowed at once are under way is dropped, so it may take more.
      while (connections.get() < AnswerBudget.PER_MINUTE) {
        assertThat(spoofed).isLessThan(1_000_000);
        spoof(spoofed++, victim.getLocalPort());
      }
      for (int more = 0; more < 10_000; more++) {
        spoof(spoofed++, victim.getLocalPort());
      }
      await().atMost(SOON).until(() -> hears(discovery, phone));
      assertThat(connections).hasValue(AnswerBudget.PER_MINUTE);
      assertThat(shouter.heardOf(self.fingerprint()))
          .hasSizeLessThanOrEqualTo(AnswerBudget.PER_MINUTE);
      assertThat(discovery.devices()).hasSizeLessThanOrEqualTo(Directory.MAX_DEVICES);
    }
  }

  private void spoof(int number, int victim) throws IOException {
    byte[] said = said(Fingerprint.random(), victim, number % 2 == 0 ? "https" : "http", true);
    String from =
        "127." + (1 + (number >> 14)) + "." + ((number >> 7) & 127) + "." + (number & 127);
    try (MulticastSocket source = Shouter.socket(from, NetworkInterface.getByName("lo"))) {
      source.send(new DatagramPacket(said, said.length, Group.IPV4.address(), port));
    }
  }

  /** Whether what is said now is heard: all that was said before has been dealt with. */
  private boolean hears(Discovery discovery, Identity identity) {
    shouter.shout(said(identity.fingerprint(), 1, "https", false));
    Optional<Fingerprint> wanted = Optional.of(identity.fingerprint());
    return discovery.devices().stream().anyMatch(d -> d.certificate().equals(wanted));
  }

  private static void countAndHangUp(ServerSocket server, AtomicInteger count) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
        count.incrementAndGet();
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void closingEndsItAndFreesThePort() {
    Discovery discovery = Discovery.open(options, self, () -> info(self, "attic", 1001));
    discovery.close();
    assertThat(discovery.interfaces()).isEmpty();
    shouter.close();
    await().atMost(SOON).ignoreExceptions().untilAsserted(() -> new DatagramSocket(port).close());
  }

  private Discovery open(DiscoveryOptions with) {
    return discovery(with, self, () -> info(self, "attic", 1001));
  }

  private Discovery discovery(DiscoveryOptions with, Identity identity, Supplier<DeviceInfo> info) {
    return new Discovery(with, identity, info, time, DiscoveryTest::loopback, () -> {});
  }

  private static List<Link> loopback() throws SocketException {
    return Links.current(true).stream().filter(link -> link.name().equals("lo")).toList();
  }

  private static DeviceInfo info(Identity identity, String alias, int port) {
    return DeviceInfo.ferry(
        alias, DeviceType.HEADLESS, identity.fingerprint(), port, Scheme.HTTPS, false, 1);
  }

  private static boolean lists(Discovery discovery, String alias) {
    return discovery.devices().stream().anyMatch(device -> device.alias().equals(alias));
  }

  private static boolean proven(Discovery discovery) {
    return discovery.devices().stream().anyMatch(Device::proven);
  }

  private void shout(Identity identity, int at, String protocol) {
    shouter.shout(said(identity.fingerprint(), at, protocol, true));
  }

  /** As app 1.17 says it. */
  private static byte[] said(Fingerprint fingerprint, int at, String protocol, boolean announce) {
    return ("{\"alias\":\"phone\",\"version\":\"2.1\",\"deviceModel\":\"Samsung\","
            + "\"deviceType\":\"mobile\",\"fingerprint\":\""
            + fingerprint.hex().toUpperCase(Locale.ROOT)
            + "\",\"port\":"
            + at
            + ",\"protocol\":\""
            + protocol
            + "\",\"download\":false,\"announce\":"
            + announce
            + ",\"announcement\":"
            + announce
            + "}")
        .getBytes(UTF_8);
  }

  private static FakeDevice server(@Nullable Identity shown, Identity said) {
    Fingerprint fingerprint = said.fingerprint();
    return new FakeDevice(
        PHONES,
        0,
        shown,
        _ -> "200 {\"alias\":\"phone\",\"fingerprint\":\"" + fingerprint.hex() + "\"}");
  }

  private static int freePort() {
    try (DatagramSocket free = new DatagramSocket()) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
