package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AskerTest {
  private static String network(String address) {
    return new Asker(address, InetAddress.ofLiteral(address), null).network();
  }

  @Test
  void allAddressesOfOneIpv6NetworkShareTheirLimits() {
    assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
    assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
    assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
  }
}
