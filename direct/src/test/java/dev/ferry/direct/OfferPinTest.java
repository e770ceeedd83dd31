package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Offers to a peer that wants a PIN with them. */
@Timeout(60)
class OfferPinTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ThrowawayIdentity STRANGER = ThrowawayIdentity.make();
  private static final String OFFER = ProtocolDocument.read().example("offer");

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private ServedPeer receiver;

  @BeforeEach
  void open() throws Exception {
    receiver = ServedPeer.open(folder.resolve("receiver"));
    receiver.offersNeed("271828");
    receiver.approver(offer -> {
      asked.incrementAndGet();
      return Approver.everything().decide(offer);
    });
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  /** Gives these PINs, one after the other. */
  private static final class Typed implements OfferPin {
    private final Deque<String> pins;
    private @Nullable String last;

    Typed(String... pins) {
      this.pins = new ArrayDeque<>(List.of(pins));
    }

    @Override
    public @Nullable String known() {
      return last;
    }

    @Override
    public boolean ask() {
      last = pins.poll();
      return last != null;
    }
  }

  private Outcome send(OfferPin pin) throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "hello");
    return new SendingPeer(folder.resolve("sender")).withPin(pin).send(receiver.at(), file);
  }

  private RawConnection.Message offer(String headers) throws Exception {
    try (RawConnection connection = ScriptedPeer.connect(STRANGER, receiver.address(), LIMIT)) {
      connection.send(
          "POST /ferry/v1/offers HTTP/1.1\r\nHost: peer.ferry\r\n"
              + headers
              + "Content-Length: "
              + OFFER.length()
              + "\r\n\r\n"
              + OFFER);
      return connection.readMessage();
    }
  }

  @Test
  void offerWithoutThePinIsRefusedAsTheDocumentSaysAndNobodyIsAsked() throws Exception {
    RawConnection.Message answer = offer("");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isEqualTo(ProtocolDocument.read().example("pin needed"));
    assertThat(asked).hasValue(0);
  }

  @Test
  void wrongPinsAreCountedAndThenNotLookedAt() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(offer("Ferry-Pin: 00000" + i + "\r\n").status()).isEqualTo(403);
    }
    assertThat(offer("Ferry-Pin: 271828\r\n").status()).isEqualTo(429);
    assertThat(asked).hasValue(0);
  }

  @Test
  void missingPinIsNoTry() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(offer("").status()).isEqualTo(403);
    }
    assertThat(offer("Ferry-Pin: 271828\r\n").status()).isEqualTo(200);
  }

  @Test
  void senderAsksForThePinOnlyThenAndTriesAgain() throws Exception {
    assertThat(send(new Typed("000000", "271828"))).isInstanceOf(Outcome.Completed.class);
    assertThat(receiver.inbox().resolve("a.txt")).hasContent("hello");
    assertThat(asked).hasValue(1);
  }

  @Test
  void senderWithoutThePinEndsAsForbidden() throws Exception {
    Outcome outcome = send(OfferPin.none());

    assertThat(outcome.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(outcome).asString().contains("takes offers with its PIN only");
    assertThat(receiver.inbox().resolve("a.txt")).doesNotExist();
  }
}
