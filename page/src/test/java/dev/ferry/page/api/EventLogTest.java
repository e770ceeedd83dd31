package dev.ferry.page.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events are heard by all who listen and who come back; who does not listen holds nobody up. */
@Timeout(60)
class EventLogTest {
  @TempDir private Path folder;
  private Peer peer;
  private Desk desk;
  private EventLog events;

  @BeforeEach
  void open() throws IOException {
    peer = Peer.open(PeerOptions.at(folder.resolve("home")).withAlias("ann"));
    desk = Desk.of(peer, new Acceptance(AcceptRule.ASK), _ -> {});
    events = new EventLog(desk);
  }

  @AfterEach
  void close() {
    events.close();
    desk.close();
    peer.close();
  }

  private void tell(int number) {
    events.tell("test", line -> line.put("number", number));
  }

  private static String next(EventListener listener) throws InterruptedException {
    return listener.next(Duration.ofSeconds(20)).orElseThrow().json();
  }

  @Test
  void whoComesBackHearsWhatWasMissedAndThenWhatComes() throws Exception {
    long before = events.seq();
    tell(1);
    try (EventListener listener = events.listen(OptionalLong.of(before))) {
      tell(2);
      assertThat(listener.isKnown()).isTrue();
      assertThat(next(listener)).contains("\"number\":1");
      assertThat(next(listener)).contains("\"number\":2");
    }
  }

  @Test
  void whatIsForgottenOrOfTheFutureIsNotKnown() throws Exception {
    long before = events.seq();
    for (int i = 0; i < 2_001; i++) {
      tell(i);
    }
    try (EventListener late = events.listen(OptionalLong.of(before));
        EventListener early = events.listen(OptionalLong.of(events.seq() + 1))) {
      assertThat(late.isKnown()).isFalse();
      assertThat(early.isKnown()).isFalse();
    }
    try (EventListener enough = events.listen(OptionalLong.of(before + 1))) {
      assertThat(enough.isKnown()).isTrue();
    }
  }

  @Test
  void whoDoesNotKeepUpIsCutOffAndTheOthersGoOn() throws Exception {
    try (EventListener slow = events.listen(OptionalLong.empty())) {
      for (int i = 0; i < 1_001; i++) {
        assertThat(slow.isOver()).isFalse();
        tell(i);
      }
      assertThat(slow.isOver()).isTrue();
      try (EventListener other = events.listen(OptionalLong.empty())) {
        tell(7);
        assertThat(next(other)).contains("\"number\":7");
      }
    }
  }

  /** As long as what strangers write may become in JSON. */
  private void tellMebi(int number) {
    String text = "x".repeat(1 << 20);
    events.tell("test", line -> line.put("text", text).put("number", number));
  }

  @Test
  void longEventsAreForgottenBeforeTheyFillTheMemory() throws Exception {
    long before = events.seq();
    for (int i = 0; i < 9; i++) {
      tellMebi(i);
    }
    try (EventListener late = events.listen(OptionalLong.of(before));
        EventListener enough = events.listen(OptionalLong.of(before + 2))) {
      assertThat(late.isKnown()).isFalse();
      assertThat(enough.isKnown()).isTrue();
      assertThat(next(enough)).contains("\"number\":2");
    }
  }

  @Test
  void whoDoesNotReadLongEventsIsCutOffSooner() throws Exception {
    try (EventListener slow = events.listen(OptionalLong.empty());
        EventListener reader = events.listen(OptionalLong.empty())) {
      for (int i = 0; i < 16; i++) {
        assertThat(slow.isOver()).isFalse();
        tellMebi(i);
        assertThat(next(reader)).contains("\"number\":" + i);
      }
      assertThat(slow.isOver()).isTrue();
      assertThat(reader.isOver()).isFalse();
    }
  }

  @Test
  void onlySoManyListen() throws Exception {
    for (int i = 0; i < 32; i++) {
      events.listen(OptionalLong.empty());
    }
    assertThatThrownBy(() -> events.listen(OptionalLong.empty()))
        .isInstanceOf(ProblemException.class);
  }
}
