package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without TLS, a web site whose name points here must not get anything. */
class OwnHostTest {
  @TempDir private Path folder;

  private static int status(ServedDevice device, String path, String host) throws Exception {
    try (RawConnection plain = ScriptedPeer.connectPlain(device.address(), Phone.LIMIT)) {
      plain.send(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(UTF_8));
      return plain.readMessage().status();
    }
  }

  @Test
  void namesOfTheInternetAreNotServedInTheClear() throws Exception {
    try (ServedDevice device = ServedDevice.openPlain(folder.resolve("plain"))) {
      for (String path : new String[] {"/", "/api/localsend/v2/info"}) {
        for (String host :
            new String[] {
              "evil.example", "evil.example:53317", "1.2.3.4.evil.example", "EVIL.com."
            }) {
          assertThat(status(device, path, host)).as(host).isEqualTo(403);
        }
        for (String host :
            new String[] {
              "192.168.1.2:53317", "[fe80::1]:53317", "localhost", "study", "Study.local:53317"
            }) {
          assertThat(status(device, path, host)).as(host).isNotIn(403, 400);
        }
      }
    }
  }
}
