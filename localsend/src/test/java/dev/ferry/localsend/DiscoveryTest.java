package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.identity.Identity;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.net.DatagramSocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the loopback interface of this machine, over real sockets. */
class DiscoveryTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Identity one = Identity.generate();
  private final Identity two = Identity.generate();
  private final DiscoveryOptions options = here(DiscoveryOptions.receiving());

  @BeforeAll
  static void linux() {
    Requires.linux("multicast on the loopback interface");
  }

  @Test
  void twoPeersOfOneMachineShareThePortAndFindEachOther() {
    try (Discovery first = open(options, one, "attic", 1001);
        Discovery second = open(options, two, "cellar", 1002)) {
      await().atMost(SOON).until(() -> lists(first, "cellar") && lists(second, "attic"));
      assertThat(first.devices())
          .singleElement()
          .matches(d -> d.port() == 1002 && d.isFerry() && d.address().isLoopbackAddress())
          .matches(d -> d.certificate().equals(java.util.Optional.of(two.fingerprint())));
      assertThat(first.interfaces()).contains("lo");
    }
  }

  static Discovery open(DiscoveryOptions options, Identity identity, String alias, int port) {
    return Discovery.open(
        options,
        identity,
        () ->
            DeviceInfo.ferry(
                alias, DeviceType.HEADLESS, identity.fingerprint(), port, Scheme.HTTPS, false, 1));
  }

  static boolean lists(Discovery discovery, String alias) {
    return discovery.devices().stream().anyMatch(device -> device.alias().equals(alias));
  }

  private static DiscoveryOptions here(DiscoveryOptions options) {
    try (DatagramSocket free = new DatagramSocket()) {
      return options.withPort(free.getLocalPort()).withLoopback(true);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
