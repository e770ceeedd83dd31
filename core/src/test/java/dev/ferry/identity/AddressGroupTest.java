package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class AddressGroupTest {
  private static String of(String address) {
    return AddressGroup.of(InetAddress.ofLiteral(address));
  }

  @Test
  void theAddressesOfAnIpv6NetworkAreOneGroup() {
    assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff::9"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
  }

  @Test
  void linkLocalNeighboursAreNotOneGroup() {
    assertThat(of("fe80::1")).isNotEqualTo(of("fe80::2"));
    assertThat(of("fe80::1")).isEqualTo(of("fe80::1"));
  }

  @Test
  void everyIpv4AddressIsItsOwn() {
    assertThat(of("192.0.2.1")).isNotEqualTo(of("192.0.2.2"));
    assertThat(of("::ffff:192.0.2.1")).isEqualTo(of("192.0.2.1"));
  }
}
