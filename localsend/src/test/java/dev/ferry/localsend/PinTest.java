package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A device that asks for a PIN. */
@Timeout(60)
class PinTest extends AskedDevice {
  private RawConnection.Message offer(String query) throws IOException {
    return phone.post("prepare-upload" + query, phone.offer(Phone.file("1", "a", 1)));
  }

  @Test
  void aMissingPinIsAskedForAndNotCounted() throws Exception {
    device.pin("471147");

    for (int i = 0; i < 10; i++) {
      assertRefused(offer(""), 401);
      assertRefused(offer("?pin="), 401);
    }
    assertThat(offer("?pin=471147").status()).isEqualTo(200);
    assertThat(device.offers()).hasSize(1);
  }

  @Test
  void afterThreeWrongOnesNoneIsLookedAt() throws Exception {
    device.pin("471147");

    for (int i = 0; i < 3; i++) {
      assertRefused(offer("?pin=000000"), 401);
    }
    assertRefused(offer("?pin=000000"), 429);
    assertRefused(offer("?pin=471147"), 429);
    assertRefused(offer(""), 401);
    assertThat(device.offers()).isEmpty();
  }

  @Test
  void thePinIsAskedBeforeABodyIsParsed() throws Exception {
    device.pin("471147");

    assertRefused(phone.post("prepare-upload", "no json"), 401);
    assertRefused(phone.post("prepare-upload?pin=471147", "no json"), 400);
  }
}
