package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingIndexTest {
  private static final String ID = "abcdefghijklmnopqrstuvwxyz";

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private IncomingIndex index;

  @BeforeEach
  void open() throws Exception {
    index = IncomingIndex.in(Home.at(folder), () -> now);
  }

  @Test
  void acceptedTransferIsFoundAfterARestart() throws Exception {
    index.put(accepted(ID));
    IncomingIndex later = IncomingIndex.in(Home.at(folder));

    assertThat(later.find(ID)).contains(accepted(ID));
    assertThat(later.open()).containsExactly(accepted(ID));
  }

  @Test
  void completedTransferIsAReceiptThatAnswersWhoeverSealsAgain() throws Exception {
    index.put(accepted(ID));
    index.complete(ID, "{\"files\":3}");

    assertThat(index.open()).isEmpty();
    IncomingRecord receipt = index.find(ID).orElseThrow();
    assertThat(receipt.isComplete()).isTrue();
    assertThat(receipt.receipt()).isEqualTo("{\"files\":3}");
    assertThat(receipt.completed()).isEqualTo(now);
    assertThat(receipt.fingerprint()).isEqualTo("1".repeat(64));
  }

  @Test
  void recordOfAnOlderVersionIsOfAProvenSenderWhoCanGoOn() throws Exception {
    Files.writeString(
        folder.resolve("incoming/" + ID + ".json"),
        "{\"id\":\"%s\",\"inbox\":\"/inbox\",\"fingerprint\":\"%s\",\"alias\":\"alice\",\"address\":\"\",\"title\":\"t\",\"created\":\"%s\"}"
            .formatted(ID, "1".repeat(64), now));

    IncomingRecord old = index.find(ID).orElseThrow();

    assertThat(old.unproven()).isFalse();
    assertThat(old.inOneGo()).isFalse();
  }

  @Test
  void whatIsSpecialAboutASenderOutlivesARestart() throws Exception {
    index.put(accepted(ID).from(true, false));
    index.put(accepted(id(1)).from(false, true));
    index.complete(id(1), "{}");
    IncomingIndex later = IncomingIndex.in(Home.at(folder));

    assertThat(later.find(ID)).contains(accepted(ID).from(true, false));
    assertThat(later.find(id(1)))
        .hasValueSatisfying(record -> {
          assertThat(record.unproven()).isFalse();
          assertThat(record.inOneGo()).isTrue();
        });
  }

  @Test
  void unknownTransferIsNotMadeUp() throws Exception {
    index.complete(ID, "{}");

    assertThat(index.find(ID)).isEmpty();
    assertThat(index.remove(ID)).isFalse();
  }

  @Test
  void removedTransferIsForgotten() throws Exception {
    index.put(accepted(ID));

    assertThat(index.remove(ID)).isTrue();
    assertThat(index.find(ID)).isEmpty();
  }

  @Test
  void oldReceiptsGoAndOpenTransfersStay() throws Exception {
    index.put(accepted(ID));
    Path incoming = folder.resolve("incoming");
    byte[] json = Files.readAllBytes(incoming.resolve(ID + ".json"));
    int receipts = IncomingIndex.RECEIPTS + 100;
    for (int i = 0; i < receipts; i++) {
      String text =
          new String(json, StandardCharsets.UTF_8)
              .replace(ID, id(i))
              .replaceFirst(
                  "}$", ",\"completed\":\"" + now.plusSeconds(i) + "\",\"receipt\":\"" + i + "\"}");
      Files.writeString(incoming.resolve(id(i) + ".json"), text);
    }
    String last = id(receipts);
    index.put(accepted(last));
    now = now.plusSeconds(1_000_000);
    index.complete(last, "last");

    assertThat(index.find(ID)).isPresent();
    assertThat(index.find(last)).isPresent();
    assertThat(index.find(id(0))).isEmpty();
    assertThat(index.find(id(100))).isEmpty();
    assertThat(index.find(id(101))).isPresent();
    try (var files = Files.list(incoming)) {
      assertThat(files).hasSize(IncomingIndex.RECEIPTS + 1);
    }
  }

  @Test
  void damagedFileIsToldByNameAndHidesNoOther() throws Exception {
    index.put(accepted(ID));
    index.put(accepted(id(1)));
    Files.writeString(folder.resolve("incoming/" + ID + ".json"), "{\"id\":");
    Files.writeString(folder.resolve("incoming/stranger.json"), "{}");

    assertThat(index.open()).extracting(IncomingRecord::id).containsExactly(id(1));
    assertThatThrownBy(() -> index.find(ID))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(ID);
  }

  @Test
  void whatIsNoIdBecomesNoFile() {
    assertThatThrownBy(() -> index.find("../x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.remove("../x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> accepted("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  private IncomingRecord accepted(String id) {
    return IncomingRecord.accepted(
        id, "/inbox", "1".repeat(64), "alice", "192.0.2.7:4711", "photos", now);
  }

  /** A different id for each number. */
  private static String id(int number) {
    StringBuilder id = new StringBuilder("a".repeat(26));
    for (int i = 25, left = number; left > 0; i--, left /= 26) {
      id.setCharAt(i, (char) ('a' + left % 26));
    }
    return id.toString();
  }
}
