package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketFilterTest {
  private static final int PORT = 53317;

  private static String input(String policy, String... rules) {
    return "table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter; policy "
        + policy
        + ";\n\t\t"
        + String.join("\n\t\t", rules)
        + "\n\t}\n"
        + "\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n\t\tdrop\n\t}\n"
        + "\tchain mine {\n\t\ttcp dport 53317 accept\n\t}\n"
        + "\tchain end {\n\t\tcounter packets 12 bytes 900 reject with icmpx admin-prohibited\n\t}\n}\n";
  }

  @Test
  void noRulesAreOpen() {
    assertThat(PacketFilter.ofNft("", PORT)).isEqualTo(PacketFilter.OPEN);
    assertThat(PacketFilter.ofIptables("-P INPUT ACCEPT\n-P FORWARD DROP\n", PORT))
        .isEqualTo(PacketFilter.OPEN);
  }

  @Test
  void rulesOfOtherChainsAndForSingleStrangersDoNotShut() {
    assertThat(PacketFilter.ofNft(input("accept", "ip saddr 203.0.113.9 drop"), PORT))
        .isEqualTo(PacketFilter.OPEN);
  }

  @Test
  void policyOrALastRuleShuts() {
    assertThat(PacketFilter.ofNft(input("drop", "tcp dport 22 accept"), PORT))
        .isEqualTo(PacketFilter.CLOSED);
    assertThat(PacketFilter.ofNft(input("accept", "tcp dport 22 accept", "jump end"), PORT))
        .isEqualTo(PacketFilter.CLOSED);
    assertThat(PacketFilter.ofIptables("-P INPUT DROP\n", PORT)).isEqualTo(PacketFilter.CLOSED);
    assertThat(
            PacketFilter.ofIptables(
                "-P INPUT ACCEPT\n-A INPUT -j REJECT --reject-with icmp-port-unreachable\n", PORT))
        .isEqualTo(PacketFilter.CLOSED);
  }

  @Test
  void ruleThatNamesThePortOpensItWhereverItIsReached() {
    assertThat(PacketFilter.ofNft(input("drop", "jump mine"), PORT)).isEqualTo(PacketFilter.NAMED);
    assertThat(PacketFilter.ofNft(input("drop", "udp dport { 5353, 53317 } accept"), PORT))
        .isEqualTo(PacketFilter.NAMED);
    assertThat(PacketFilter.ofNft(input("drop", "tcp dport 533170 accept"), PORT))
        .isEqualTo(PacketFilter.CLOSED);
    assertThat(
            PacketFilter.ofIptables(
                "-P INPUT DROP\n-A INPUT -p tcp --dport 53317 -j ACCEPT\n", PORT))
        .isEqualTo(PacketFilter.NAMED);
  }
}
