package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::1, ::1",
    "fd00::2, fd00::2",
    "fe80::, fe80::",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3"
  })
  void addressesAreShownAsAPersonWouldTypeThem(String address, String shown) throws Exception {
    assertThat(LocalAddresses.text(InetAddress.getByName(address))).isEqualTo(shown);
  }

  @Test
  void loopbackComesLast() throws Exception {
    var all = LocalAddresses.list();

    assertThat(all).isNotEmpty();
    assertThat(all.getLast().isLoopbackAddress()).isTrue();
  }
}
