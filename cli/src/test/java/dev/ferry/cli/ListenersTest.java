package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.peer.PeerAddress;
import dev.ferry.transfer.TransferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenersTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.5,53317,192.168.1.5",
    "192.168.1.5,7001,192.168.1.5:7001",
    "0:0:0:0:0:0:0:1,7001,[::1]:7001",
    "fd00:0:0:0:0:0:0:2,53317,fd00::2",
    "fe80:0:0:0:1:2:3:4%eth0,7001,[fe80::1:2:3:4%eth0]:7001",
    "2001:db8:0:1:2:3:4:5,53317,2001:db8:0:1:2:3:4:5",
    "fd00:10:0:0:100:0:0:1,53317,fd00:10::100:0:0:1"
  })
  void addressIsAsShortAsItCanBeTyped(String host, int port, String typed)
      throws TransferException {
    assertThat(Listeners.shortest(new PeerAddress(host, port))).isEqualTo(typed);
    assertThat(PeerAddress.parse(typed).port()).isEqualTo(port);
  }

  @Test
  void loopbackIsToldOnlyIfThereIsNothingElse() {
    PeerAddress far = new PeerAddress("192.168.1.5", 7001);
    PeerAddress here = new PeerAddress("127.0.0.1", 7001);
    PeerAddress hereToo = new PeerAddress("0:0:0:0:0:0:0:1", 7001);
    assertThat(Listeners.worthTelling(List.of(far, here, hereToo))).containsExactly(far);
    assertThat(Listeners.worthTelling(List.of(here, hereToo))).containsExactly(here, hereToo);
    assertThat(Listeners.sendHint(List.of(far)))
        .isEqualTo("\n  ferry send FILE --to 192.168.1.5:7001");
    assertThat(Listeners.sendHint(List.of(here)))
        .contains("--to 127.0.0.1:7001", "only programs on this machine");
  }

  @Test
  void linksOfThisMachineAloneAreToldOnlyIfThereAreNoOthers() throws TransferException {
    String far = "https://192.168.1.5:7001/ferry/v1/shares/abc#" + "0f".repeat(32);
    String here = "https://[0:0:0:0:0:0:0:1]:7001/ferry/v1/shares/abc#" + "0f".repeat(32);
    assertThat(Listeners.linksWorthTelling(List.of(far, here))).containsExactly(far);
    assertThat(Listeners.linksWorthTelling(List.of(here))).containsExactly(here);
  }
}
