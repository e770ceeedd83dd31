package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySet.Run;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.Withdrawn;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender keeps for the process after it, whole and damaged. */
class SenderFilesTest {
  private static final int RECORD = 24;

  @TempDir Path folder;

  @Test
  void hashesAreReadAgainTheLastOneOfAChunkCounting() throws IOException {
    Path file = folder.resolve("hashes");
    try (HashLog log = HashLog.open(file, new HashTable(), 10)) {
      log.accept(3, new ChunkHash(1, 2));
      log.accept(9, new ChunkHash(3, 4));
      log.accept(3, new ChunkHash(5, 6));
    }
    HashTable known = new HashTable();
    HashLog.open(file, known, 10).close();

    assertThat(known.get(3)).isEqualTo(new ChunkHash(5, 6));
    assertThat(known.get(9)).isEqualTo(new ChunkHash(3, 4));
    assertThat(known.get(0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 23, 24, 25, 47})
  void aTornTailOfHashesIsCutOffAndWrittenOver(int length) throws IOException {
    Path file = folder.resolve("hashes");
    try (HashLog log = HashLog.open(file, new HashTable(), 10)) {
      log.accept(0, new ChunkHash(1, 2));
      log.accept(1, new ChunkHash(3, 4));
    }
    try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
      torn.setLength(length);
    }
    try (HashLog log = HashLog.open(file, new HashTable(), 10)) {
      log.accept(2, new ChunkHash(5, 6));
    }
    HashTable known = new HashTable();
    HashLog.open(file, known, 10).close();

    assertThat(known.get(2)).isEqualTo(new ChunkHash(5, 6));
    assertThat(known.contains(0)).isEqualTo(length >= RECORD);
    assertThat(known.contains(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 10, Long.MAX_VALUE, Long.MIN_VALUE})
  void hashesOfChunksThatThereAreNotAreIgnored(long chunk) throws IOException {
    Path file = folder.resolve("hashes");
    Files.write(file, ByteBuffer.allocate(RECORD).putLong(chunk).array());
    HashTable known = new HashTable();
    HashLog.open(file, known, 10).close();
    assertThat(known.covered(10L * Chunk.SIZE).isEmpty()).isTrue();
  }

  @Test
  void hashesStayKnownWhenTheirFileDoesNotTakeThem() throws IOException {
    HashTable known = new HashTable();
    HashLog log = HashLog.open(folder.resolve("hashes"), known, 10);
    log.close();
    log.accept(1, new ChunkHash(1, 1));
    log.close();
    assertThat(known.contains(1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 16, 23, 24, 25, 47, 48})
  void ofWhatSourcesLookedLikeEachWholeRecordCounts(int length) throws IOException {
    Path file = folder.resolve("seen");
    try (ChangeTimeLog log = ChangeTimeLog.open(file)) {
      log.saw(3, 1234);
      log.saw(7, 5678);
    }
    try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
      torn.setLength(length);
    }
    try (ChangeTimeLog log = ChangeTimeLog.open(file)) {
      log.saw(9, 91011);
    }
    Map<Long, Long> expected = new HashMap<>(Map.of(9L, 91011L));
    if (length >= RECORD) {
      expected.put(3L, 1234L);
    }
    if (length >= 2 * RECORD) {
      expected.put(7L, 5678L);
    }
    assertThat(ChangeTimeLog.read(file)).isEqualTo(expected);
  }

  @Test
  void theAnswerIsReadAgain() throws IOException {
    Path file = folder.resolve("accepted");
    EntrySet some = EntrySet.ofRuns(List.of(new Run(0, 3), new Run(7, 8)));
    for (EntrySet accepted : List.of(some, EntrySet.none(), EntrySet.all(8))) {
      AcceptedFile.write(file, accepted);
      assertThat(AcceptedFile.read(file, 8)).contains(accepted);
    }
    assertThat(AcceptedFile.read(folder.resolve("none"), 8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "0-3",
        "0-3\n",
        "0-3\n7-",
        "end2\n",
        "x-3\nend\n",
        "3\nend\n",
        "3-0\nend\n",
        "0-9\nend\n",
        "-1-3\nend\n",
        "0-99999999999999999999\nend\n",
        "\u00ff\u0000\nend\n"
      })
  void anAnswerThatIsDamagedIsAsGoodAsNone(String text) throws IOException {
    Path file = folder.resolve("accepted");
    Files.write(file, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(AcceptedFile.read(file, 8)).isEmpty();
  }

  @Test
  void aSenderWithADamagedAnswerAsksForItAgain() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 100).done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder)) {
      try (Outgoing outgoing = sending.open()) {
        receiving.accept(outgoing);
        assertThat(TransferAmount.at(sending.state())).isEqualTo(new TransferAmount(0, 100));
      }
      Files.writeString(sending.state().resolve(Outgoing.ACCEPTED), "0-");
      assertThat(TransferAmount.at(sending.state())).isEqualTo(TransferAmount.UNKNOWN);
      try (Outgoing outgoing = sending.open()) {
        assertThat(outgoing.accepted()).isFalse();
        Carrier.finish(outgoing, receiving.accept(outgoing));
      }
    }
    assertThat(sending.listings()).isEqualTo(1);
  }

  @Test
  void aManifestThatIsCutShortIsMadeAgain() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 100).done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    Files.write(sending.state().resolve(Outgoing.MANIFEST), new byte[40]);
    try (Outgoing outgoing = sending.open()) {
      assertThat(outgoing.listed()).isFalse();
      outgoing.list(entry -> {});
      assertThat(outgoing.manifest().entries()).isEqualTo(2);
    }
    assertThat(sending.listings()).isEqualTo(1);
  }

  @Test
  void aListingThatNobodyTakesIsMadeToItsEndAndNotAgain() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).smallFiles("s", 20).done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (Outgoing outgoing = sending.open()) {
      assertThatThrownBy(() ->
              outgoing.list(entry -> {
                throw new IOException("the connection broke");
              }))
          .hasMessage("the connection broke");
      long[] entries = {0};
      outgoing.list(entry -> entries[0]++);
      assertThat(entries[0]).isEqualTo(outgoing.manifest().entries()).isGreaterThan(20);
    }
    assertThat(sending.listings()).isEqualTo(1);
  }

  @Test
  void withdrawnFilesAreReadAgainByTheirNamesInTheManifest() throws Exception {
    withdrawnFile((file, manifest) -> {
      WithdrawnFile kept = new WithdrawnFile(file);
      kept.add(new Withdrawn(1, "whatever", "it\nchanged"));
      kept.add(new Withdrawn(2, "whatever", "it vanished"));
      assertThat(new WithdrawnFile(file).read(manifest))
          .containsExactly(
              new Withdrawn(1, "tree/a", "it changed"), new Withdrawn(2, "tree/b", "it vanished"));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n1", "\n1x", "\n-1 x", "\n9 x", "\n 2", "1", "\u0000\u0000\u0000"})
  void aTornLineCostsNoOtherLine(String torn) throws Exception {
    withdrawnFile((file, manifest) -> {
      Files.writeString(file, torn, StandardOpenOption.CREATE);
      new WithdrawnFile(file).add(new Withdrawn(2, "tree/b", "it vanished"));
      assertThat(new WithdrawnFile(file).read(manifest))
          .containsExactly(new Withdrawn(2, "tree/b", "it vanished"));
    });
  }

  @FunctionalInterface
  private interface Check {
    void run(Path file, dev.ferry.manifest.Manifest manifest) throws IOException;
  }

  private void withdrawnFile(Check check) throws IOException {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 1).file("b", 1).done();
    try (Outgoing outgoing = new SendingSide(folder.resolve("state"), tree).open()) {
      outgoing.list(entry -> {});
      check.run(folder.resolve("withdrawn"), outgoing.manifest());
    }
  }

  @Test
  void aFileThatCannotBeNotedAsTakenBackIsFoundByReadingAllAgain() throws Exception {
    Path tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("a", Chunk.SIZE + 100)
            .file("b", Chunk.SIZE)
            .done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    Files.createDirectory(sending.state().resolve("withdrawn"));
    try (ReceivingSide receiving = new ReceivingSide(folder)) {
      Incoming incoming;
      try (Outgoing outgoing = sending.open()) {
        incoming = receiving.accept(outgoing);
        Carrier.carry(outgoing, incoming, 0, Chunk.SIZE);
        Files.write(tree.resolve("a"), new byte[9]);
        Carrier.carry(outgoing, incoming, Chunk.SIZE, incoming.length());
      }
      Files.delete(sending.state().resolve("withdrawn"));
      try (Outgoing outgoing = sending.open()) {
        Receipt receipt = Carrier.finish(outgoing, incoming);
        assertThat(receipt.withdrawnFiles()).isEqualTo(1);
        assertThat(receiving.inbox().resolve("tree/a")).doesNotExist();
      }
    }
  }

  @Test
  void aGlanceTellsWhatTheReceiverIsKnownToHaveNotWhatIsOnItsWay() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 2 * Chunk.SIZE + 5).done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    assertThat(TransferAmount.at(sending.state())).isEqualTo(TransferAmount.UNKNOWN);
    try (Outgoing outgoing = sending.open()) {
      outgoing.list(entry -> {});
      assertThat(TransferAmount.at(sending.state())).isEqualTo(TransferAmount.UNKNOWN);
      outgoing.accept(EntrySet.all(2));
      outgoing.send(0, 2 * Chunk.SIZE, OutputStream.nullOutputStream());
      assertThat(TransferAmount.at(sending.state()).sent()).isZero();
      outgoing.known(3);
      outgoing.taken(Chunk.SIZE - 3);
    }
    assertThat(TransferAmount.at(sending.state()))
        .isEqualTo(new TransferAmount(Chunk.SIZE, 2L * Chunk.SIZE + 5));
  }
}
