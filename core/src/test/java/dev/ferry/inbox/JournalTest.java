package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.ChunkHash;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
  private static final String NAME = "journal";
  private static final ChunkHash HASH = new ChunkHash(0x0123456789abcdefL, -2);
  private static final JournalFormat.Header HEADER =
      new JournalFormat.Header(1L << 60, 1_000_000, true);

  private static final List<JournalRecord> RECORDS =
      List.of(
          new JournalRecord.Held(0, HASH),
          new JournalRecord.Held((1L << 40) - 1, HASH),
          new JournalRecord.Part(5, 0, 1, HASH),
          new JournalRecord.Part(5, 4_194_303, 4_194_304, HASH),
          new JournalRecord.Forget(5),
          new JournalRecord.Drop(5, 0, 4_194_304, List.of()),
          new JournalRecord.Drop(
              6,
              100,
              200,
              List.of(
                  new JournalRecord.Part(6, 0, 100, HASH),
                  new JournalRecord.Part(6, 200, 4_194_304, HASH))),
          new JournalRecord.Withdraw(7, ""),
          new JournalRecord.Withdraw(8, "changed while it was being sent"),
          new JournalRecord.Withdraw(9, "ä".repeat(100)),
          new JournalRecord.Forced(9),
          new JournalRecord.Settling("the sender went away before it had come whole"),
          new JournalRecord.Settling(""),
          new JournalRecord.Completing(),
          new JournalRecord.Publishing(),
          new JournalRecord.Naming(7, 2),
          new JournalRecord.Making(8),
          new JournalRecord.Loosening(9, 0555),
          new JournalRecord.Published());

  @TempDir Path path;
  private HeldFolder folder;

  @BeforeEach
  void hold() throws IOException {
    folder = Platform.current().hold(path);
  }

  @AfterEach
  void release() {
    folder.close();
  }

  @Test
  void tellsWhatItWasTold() throws IOException {
    write(RECORDS);
    Journal.Reopened reopened = reopen();
    assertThat(reopened.records()).isEqualTo(RECORDS);
    assertThat(reopened.header()).isEqualTo(HEADER);
  }

  @Test
  void goesOnWhereItEnded() throws IOException {
    write(RECORDS.subList(0, 8));
    try (Journal journal = Journal.open(folder, NAME).journal()) {
      for (JournalRecord record : RECORDS.subList(8, RECORDS.size())) {
        journal.append(record);
      }
    }
    assertThat(reopen().records()).isEqualTo(RECORDS);
  }

  @Test
  void cutsOffATornTailAtEveryByte() throws IOException {
    write(RECORDS);
    byte[] whole = Files.readAllBytes(path.resolve(NAME));
    for (int length = JournalFormat.SLOT; length < whole.length; length++) {
      Files.write(path.resolve(NAME), Arrays.copyOf(whole, length));
      Journal.Reopened reopened = reopen();
      assertThat(reopened.records()).isEqualTo(RECORDS.subList(0, reopened.records().size()));
      assertThat(slots(reopened.records())).isLessThanOrEqualTo(length / JournalFormat.SLOT - 1);
      if (reopened.records().size() < RECORDS.size()) {
        JournalRecord next = RECORDS.get(reopened.records().size());
        assertThat(slots(reopened.records()) + JournalFormat.slotsOf(next))
            .isGreaterThan(length / JournalFormat.SLOT - 1);
      }
      assertThat(Files.size(path.resolve(NAME)))
          .isEqualTo((slots(reopened.records()) + 1L) * JournalFormat.SLOT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31})
  void refusesAJournalWithoutItsHeader(int length) throws IOException {
    write(RECORDS);
    byte[] whole = Files.readAllBytes(path.resolve(NAME));
    Files.write(path.resolve(NAME), Arrays.copyOf(whole, length));
    assertThatThrownBy(this::reopen).isInstanceOf(IOException.class);
  }

  @Test
  void countsNothingFromADamagedByteOn() throws IOException {
    write(RECORDS);
    byte[] whole = Files.readAllBytes(path.resolve(NAME));
    for (int at = JournalFormat.SLOT; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(path.resolve(NAME), damaged);
      List<JournalRecord> records = reopen().records();
      assertThat(records).isEqualTo(RECORDS.subList(0, records.size()));
      assertThat(slots(records)).isLessThan(at / JournalFormat.SLOT);
    }
  }

  @Test
  void takesNoSlotForAnother() throws IOException {
    write(RECORDS);
    byte[] bytes = Files.readAllBytes(path.resolve(NAME));
    System.arraycopy(bytes, 32, bytes, 64, 32);
    Files.write(path.resolve(NAME), bytes);
    assertThat(reopen().records()).hasSize(1);
  }

  @Test
  void knowsWhatWasForced() throws IOException {
    try (Journal journal = Journal.create(folder, NAME, HEADER)) {
      journal.append(new JournalRecord.Held(0, HASH));
      journal.append(new JournalRecord.Withdraw(8, "a reason of more than one slot's length"));
      long slots = journal.slots();
      journal.append(new JournalRecord.Held(1, HASH));
      journal.append(new JournalRecord.Forced(slots));
      journal.append(new JournalRecord.Held(2, HASH));
    }
    Journal.Reopened reopened = reopen();
    assertThat(reopened.forced()).isEqualTo(2);
    assertThat(reopened.records()).hasSize(5);
  }

  @Test
  void cutsALongReasonShort() throws IOException {
    write(List.of(new JournalRecord.Withdraw(1, "x".repeat(5000)), new JournalRecord.Forget(1)));
    assertThat(reopen().records())
        .containsExactly(
            new JournalRecord.Withdraw(1, "x".repeat(200)), new JournalRecord.Forget(1));
  }

  private void write(List<JournalRecord> records) throws IOException {
    try (Journal journal = Journal.create(folder, NAME, HEADER)) {
      for (JournalRecord record : records) {
        journal.append(record);
      }
    }
  }

  private Journal.Reopened reopen() throws IOException {
    Journal.Reopened reopened = Journal.open(folder, NAME);
    reopened.journal().close();
    return reopened;
  }

  private static int slots(List<JournalRecord> records) {
    return new ArrayList<>(records).stream().mapToInt(JournalFormat::slotsOf).sum();
  }
}
