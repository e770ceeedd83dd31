package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.json.MalformedException;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.Withdrawals;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.SealEnd;
import dev.ferry.transfer.SenderReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private static final long ENTRIES = 10_000_000;

  private static byte[] seal(int chunks, List<Withdrawn> withdrawn) throws IOException {
    long[] next = {0};
    return Lines.written(out ->
        SealWriter.write(
            out, () -> hash(next[0]++), chunks, () -> new SealEnd(withdrawn, SenderReport.NONE)));
  }

  private static ChunkHash hash(long chunk) {
    return new ChunkHash(chunk * 31, ~chunk);
  }

  private static List<Withdrawn> files(int count) {
    List<Withdrawn> files = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      files.add(new Withdrawn(3L * i, "path " + i, "reason " + i));
    }
    return files;
  }

  private static List<Withdrawn> read(byte[] seal, int chunks) throws IOException {
    SealReader reader = new SealReader(Lines.reader(seal));
    for (int i = 0; i < chunks; i++) {
      assertThat(reader.next()).isEqualTo(hash(i));
    }
    return reader.withdrawn(ENTRIES);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 513, 2000})
  void bringsAnyNumberOfHashesThrough(int chunks) throws Exception {
    assertThat(read(seal(chunks, List.of()), chunks)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 1000})
  void bringsWhatIsWithdrawnThroughInOrder(int count) throws Exception {
    List<Withdrawn> notes = read(seal(1, files(count)), 1);

    assertThat(notes)
        .hasSize(count)
        .isSortedAccordingTo((a, b) -> Long.compare(a.index(), b.index()));
    assertThat(notes.getLast()).isEqualTo(new Withdrawn(3L * count, "", "reason " + count));
  }

  @Test
  void refusesEveryBeginningOfASeal() throws Exception {
    byte[] whole = seal(300, files(3));

    for (int length = 0; length < whole.length; length++) {
      byte[] beginning = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(beginning, 300));
    }
  }

  @Test
  void refusesFewerAndMoreHashesThanThereAreChunks() throws Exception {
    byte[] three = seal(3, List.of());

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(three, 2));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(three, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"chunk\":1,\"h\":\"00000000000000000000000000000000\"}",
        "{\"chunk\":0,\"h\":\"\"}",
        "{\"chunk\":0,\"h\":\"0000000000000000000000000000000\"}",
        "{\"chunk\":0,\"h\":\"0000000000000000000000000000000G\"}",
        "{\"chunk\":0,\"h\":\"ABCDEF00000000000000000000000000\"}",
        "{\"chunk\":0}",
        "{\"h\":\"00000000000000000000000000000000\"}"
      })
  void refusesHashesThatAreNone(String line) {
    String seal = line + "\n{\"end\":{\"chunks\":1}}\n";

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> new SealReader(Lines.reader(seal)).next());
  }

  @Test
  void refusesMoreHashesOnALineThanThereMayBe() {
    String seal = "{\"chunk\":0,\"h\":\"" + "0".repeat(32 * 257) + "\"}\n";

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> new SealReader(Lines.reader(seal)).next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"withdrawn\":[[2,\"b\"],[1,\"a\"]]}",
        "{\"withdrawn\":[[1,\"a\"],[1,\"a\"]]}",
        "{\"withdrawn\":[[-1,\"a\"]]}",
        "{\"withdrawn\":[[1]]}",
        "{\"withdrawn\":[\"a\"]}",
        "{\"unknown\":1}"
      })
  void refusesWithdrawalsThatAreNone(String line) {
    byte[] seal = (line + "\n{\"end\":{\"chunks\":0}}\n").getBytes(UTF_8);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(seal, 0));
  }

  @Test
  void refusesAReasonThatIsTooLongAndWhatFollowsTheEnd() {
    String end = "{\"end\":{\"chunks\":0}}\n";
    String tooLong =
        "{\"withdrawn\":[[1,\"" + "x".repeat(SealReader.MAX_REASON + 1) + "\"]]}\n" + end;

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(tooLong.getBytes(UTF_8), 0));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read((end + end).getBytes(UTF_8), 0));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read("{\"end\":{\"chunks\":1}}\n".getBytes(UTF_8), 0));
  }

  @Test
  void keepsFewReasonsHoweverManyFilesAreWithdrawn() throws Exception {
    int count = 100_000;
    StringBuilder seal = new StringBuilder();
    for (int i = 0; i < count; i++) {
      seal.append("{\"withdrawn\":[[").append(i).append(",\"changed\"]]}\n");
    }
    seal.append("{\"end\":{\"chunks\":0}}\n");

    List<Withdrawn> withdrawn = read(seal.toString().getBytes(UTF_8), 0);

    assertThat(withdrawn).hasSize(count);
    assertThat(withdrawn.stream().filter(file -> !file.reason().isEmpty()).count())
        .isEqualTo(Withdrawals.NAMED);
    assertThat(withdrawn.getLast().index()).isEqualTo(count - 1);
  }

  @Test
  void refusesAnIndexOutsideOfTheManifest() {
    byte[] seal = "{\"withdrawn\":[[10000000,\"x\"]]}\n{\"end\":{\"chunks\":0}}\n".getBytes(UTF_8);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(seal, 0));
  }

  @Test
  void aSenderThatSaysNothingOfItselfIsTaken() throws Exception {
    SealReader reader = new SealReader(Lines.reader(bytes("{\"end\":{\"chunks\":0}}\n")));
    reader.withdrawn(ENTRIES);

    assertThat(reader.report()).isEqualTo(SenderReport.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\":2,\"min\":5,\"median\":4,\"max\":9}",
        "{\"count\":0,\"min\":1,\"median\":1,\"max\":1}",
        "{\"count\":1,\"min\":-1,\"median\":1,\"max\":1}",
        "{\"count\":1}",
        "[]"
      })
  void roundTripsThatCannotBeAreRefused(String roundTrips) {
    byte[] seal =
        bytes("{\"end\":{\"chunks\":0,\"sender\":{\"roundTrips\":" + roundTrips + "}}}\n");

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> new SealReader(Lines.reader(seal)).withdrawn(ENTRIES));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
