package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.CanaryTree;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real device, canaries around its inbox, and apps that ask it. After each test it must be
 * unharmed and serve others.
 */
abstract class AskedDevice {
  static final ThrowawayIdentity ORANGE = ThrowawayIdentity.make();

  static final ThrowawayIdentity PEAR = ThrowawayIdentity.make();

  @TempDir Path folder;

  CanaryTree canaries;

  ServedDevice device;

  Phone phone;

  @BeforeEach
  void open() throws Exception {
    canaries = CanaryTree.around(folder.resolve("watched"), Seeds.fresh("canaries"));
    device = ServedDevice.open(folder.resolve("device"), canaries.inbox(), limits());
    phone = new Phone(device.address(), ORANGE);
  }

  LocalSendLimits limits() {
    return ServedDevice.QUICK;
  }

  @AfterEach
  void nothingIsHarmedAndOthersAreServed() throws Exception {
    canaries.assertUntouched();
    Phone friend = new Phone(device.address(), PEAR.hidden()).alias("A friend");
    device.serveAnybody();
    byte[] content = new byte[100_000];
    assertThat(
            friend.upload(friend.open(Phone.file("1", "honest", 100_000)), "1", content).status())
        .isEqualTo(200);
    assertThat(device.inbox().resolve("honest")).hasBinaryContent(content);
    device.close();
  }

  Path arrived(String name) {
    return device.inbox().resolve(name);
  }

  Outcome ended() {
    return device.events(TransferEvent.Ended.class).getLast().outcome();
  }

  static void assertRefused(RawConnection.Message answer, int status) throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(Phone.message(answer)).isNotBlank();
    assertThat(answer.text()).doesNotContain("\tat ", "Exception", "java.");
  }
}
