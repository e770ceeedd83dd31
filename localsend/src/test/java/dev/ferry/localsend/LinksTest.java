package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker0",
        "br-0123456789ab",
        "veth1a2b3c4",
        "virbr0",
        "virbr0-nic",
        "lxdbr0",
        "podman1",
        "cni0",
        "vmnet8",
        "vboxnet0",
        "utun3",
        "tun0",
        "wg0",
        "tailscale0",
        "ppp0",
        "awdl0",
        "bridge100",
        "vEthernet (WSL)"
      })
  void interfacesOfContainersAndTunnelsAreLeftOut(String name) {
    assertThat(InterfaceKind.ofName(name)).isNotEqualTo(InterfaceKind.NETWORK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eth0",
        "en0",
        "enp3s0",
        "enx0123456789ab",
        "wlan0",
        "wlp2s0",
        "br0",
        "bridge0",
        "bond0",
        "eth0.10",
        "veth0",
        "zt5u4ptsmw",
        "usb0",
        "Intel(R) Wi-Fi 6",
        "wireless_32768"
      })
  void interfacesWithOtherDevicesBehindThemAreUsed(String name) {
    assertThat(InterfaceKind.ofName(name)).isEqualTo(InterfaceKind.NETWORK);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.20, 24, 192.168.1.255, true",
    "192.168.1.20, 24, 192.168.2.20, false",
    "192.168.1.20, 23, 192.168.0.1, true",
    "192.168.1.20, 23, 192.168.2.1, false",
    "10.1.2.3, 8, 10.255.0.1, true",
    "10.1.2.3, 0, 1.1.1.1, true",
    "10.1.2.3, 32, 10.1.2.3, true",
    "10.1.2.3, 32, 10.1.2.2, false",
    "10.1.2.3, 30, 10.1.2.0, true",
    "10.1.2.3, 30, 10.1.2.4, false",
    "fe80::1, 64, fe80::ffff:1, true",
    "fe80::1, 64, fe80:0:0:1::1, false",
    "2001:db8::1, 63, 2001:db8:0:1::9, true",
    "2001:db8::1, 128, 2001:db8::1, true",
    "10.1.2.3, 8, ::1, false",
    "::1, 128, 127.0.0.1, false"
  })
  void neighboursAreThoseOfTheSameSubnet(String own, int prefix, String other, boolean near) {
    Link link = new Link("eth0", 2, List.of(new Subnet(InetAddress.ofLiteral(own), prefix)));
    assertThat(link.reaches(InetAddress.ofLiteral(other))).isEqualTo(near);
  }

  @Test
  void linkKnowsItsFamilies() {
    Link link = new Link("eth0", 2, List.of(new Subnet(InetAddress.ofLiteral("10.0.0.1"), 8)));
    assertThat(link.has(Inet4Address.class)).isTrue();
    assertThat(link.has(Inet6Address.class)).isFalse();
  }

  @Test
  void loopbackIsThereIfItIsWanted() throws SocketException {
    assertThat(Links.current(true))
        .anyMatch(link -> link.reaches(InetAddress.ofLiteral("127.0.0.1")));
  }

  @Test
  void thereIsAlwaysSomethingToListenOn() throws SocketException {
    assertThat(Links.current(false)).isNotEmpty();
  }
}
