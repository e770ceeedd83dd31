package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.transfer.TransferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
  /** Linux lets an interface have nearly any name. */
  @ParameterizedTest
  @ValueSource(strings = {"eth0", "br-lan", "wlan_0", "enp3s0.100", "2"})
  void everyZoneThatIsWrittenIsReadAgain(String zone) throws Exception {
    PeerAddress address = new PeerAddress("fe80::1%" + zone, 4711);

    assertThat(PeerAddress.parse(address.toString())).isEqualTo(address);
    assertThat(PeerAddress.parse("fe80::1%" + zone).host()).isEqualTo(address.host());
    assertThat(PeerAddress.namesPort(address.toString())).isTrue();
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String text : new String[] {"[fe80::1%]:1", "[xyz]:1", "a b", "[::1]:70000", "[::1"}) {
      assertThatExceptionOfType(TransferException.class)
          .as(text)
          .isThrownBy(() -> PeerAddress.parse(text));
    }
  }
}
