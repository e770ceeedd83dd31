package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.json.MalformedException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.Islands.Part;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryLineTest {
  private static String written(Entry entry) throws Exception {
    return Lines.text(out -> out.write(json -> EntryLine.write(json, entry))).strip();
  }

  private static Entry read(String json) throws Exception {
    return EntryLine.read(Lines.line(json));
  }

  @Test
  void bringsRandomEntriesThroughUnchanged() throws Exception {
    SplittableRandom random = Seeds.random("random entries through their lines");
    for (int i = 0; i < 2_000; i++) {
      Entry entry = randomEntry(random);
      assertThat(read(written(entry))).isEqualTo(entry);
    }
  }

  private static Entry randomEntry(SplittableRandom random) throws Exception {
    RelativePath path = randomPath(random);
    long modified = random.nextLong();
    int mode = random.nextInt(0, 01000);
    return switch (random.nextInt(4)) {
      case 0 -> new FolderEntry(path, modified, mode);
      case 1 -> new LinkEntry(path, randomPath(random).toString(), modified);
      case 2 -> new FileEntry(path, random.nextLong(Long.MAX_VALUE), modified, mode);
      default -> sparse(path, modified, mode, random);
    };
  }

  private static FileEntry sparse(
      RelativePath path, long modified, int mode, SplittableRandom random) {
    List<Part> parts = new ArrayList<>();
    long at = 0;
    for (int i = random.nextInt(5); i > 0; i--) {
      long from = at + random.nextLong(1, 1L << 40);
      at = from + random.nextLong(1, 1L << 40);
      parts.add(new Part(from, at));
    }
    String hash = "0123456789abcdef".repeat(2);
    return new FileEntry(
        path, at + random.nextLong(1 << 20), modified, mode, Islands.of(parts), hash);
  }

  private static RelativePath randomPath(SplittableRandom random) throws Exception {
    List<String> segments = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      StringBuilder segment = new StringBuilder("s");
      for (int j = random.nextInt(20); j > 0; j--) {
        int c = random.nextInt(1, random.nextBoolean() ? 0x80 : 0x1ffff);
        if (c != '/' && (c < 0xd800 || c > 0xdfff)) {
          segment.appendCodePoint(c);
        }
      }
      segments.add(segment.toString());
    }
    return RelativePath.of(segments);
  }

  static List<CorpusName> legalNames() {
    return CorpusName.legal();
  }

  @ParameterizedTest
  @MethodSource("legalNames")
  void bringsEveryLegalNameOfTheCorpusThrough(CorpusName name) throws Exception {
    Entry entry = new FolderEntry(RelativePath.parse(name.name()), 0, 0755);

    assertThat(read(written(entry))).isEqualTo(entry);
  }

  static List<CorpusName> illegalNames() {
    return CorpusName.illegal();
  }

  @ParameterizedTest
  @MethodSource("illegalNames")
  void refusesEveryIllegalNameOfTheCorpus(CorpusName name) {
    StringBuilder escaped = new StringBuilder();
    name.name().chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
    String json = "{\"p\":\"" + escaped + "\",\"s\":0,\"t\":\"0\"}";

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"s\":1,\"t\":\"0\"}",
        "{\"p\":\"a\",\"t\":\"0\"}",
        "{\"p\":\"a\",\"s\":1}",
        "{\"p\":1,\"s\":1,\"t\":\"0\"}",
        "{\"p\":\"a\",\"s\":\"1\",\"t\":\"0\"}",
        "{\"p\":\"a\",\"s\":-1,\"t\":\"0\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":0}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"1e9\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"1.\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"+1\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"1.1234567890\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"9999999999\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"0\",\"m\":644}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"0\",\"m\":\"\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"0\",\"m\":\"888\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"0\",\"m\":\"77777\"}",
        "{\"p\":\"a\",\"s\":1,\"t\":\"0\",\"h\":\"xyz\"}",
        "{\"p\":\"a\",\"s\":9,\"t\":\"0\",\"d\":[[0,10]]}",
        "{\"p\":\"a\",\"s\":9,\"t\":\"0\",\"d\":[[5,5]]}",
        "{\"p\":\"a\",\"s\":9,\"t\":\"0\",\"d\":[[0,2],[2,4]]}",
        "{\"p\":\"a\",\"s\":9,\"t\":\"0\",\"d\":[[4,6],[0,2]]}",
        "{\"p\":\"a\",\"s\":9,\"t\":\"0\",\"d\":null}",
        "{\"p\":\"a\",\"k\":\"dir\"}",
        "{\"p\":\"a\",\"k\":\"fifo\",\"t\":\"0\"}",
        "{\"p\":\"a\",\"k\":\"\",\"t\":\"0\"}",
        "{\"p\":\"a\",\"k\":1,\"t\":\"0\"}",
        "{\"p\":\"a\",\"k\":\"link\",\"t\":\"0\"}",
        "{\"p\":\"a\",\"k\":\"link\",\"to\":\"\",\"t\":\"0\"}",
        "{\"p\":\"a\",\"k\":\"link\",\"to\":\"x\\u0000y\",\"t\":\"0\"}"
      })
  void refusesWhatIsNoEntry(String json) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(json));
  }

  @Test
  void refusesMorePartsThanAFileMayHave() {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i <= Islands.MAX_PARTS; i++) {
      parts.append(i == 0 ? "" : ",").append('[').append(3 * i).append(',').append(3 * i + 1);
      parts.append(']');
    }

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read("{\"p\":\"a\",\"s\":99999,\"t\":\"0\",\"d\":[" + parts + "]}"));
  }

  @Test
  void ignoresWhatItDoesNotKnowAndDropsBitsThatMustNotTravel() throws Exception {
    assertThat(read("{\"new\":[{}],\"p\":\"a\",\"s\":1,\"t\":\"2\",\"m\":\"4755\",\"x\":1.5}"))
        .isEqualTo(new FileEntry(RelativePath.parse("a"), 1, 2_000_000_000L, 0755));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "-1, -0.000000001",
    "999999999, 0.999999999",
    "1000000000, 1",
    "-1000000000, -1",
    "-1500000000, -1.500000000",
    "1700000000123456789, 1700000000.123456789",
    "9223372036854775807, 9223372036.854775807",
    "-9223372036854775808, -9223372036.854775808"
  })
  void writesTimesAsDecimalSeconds(long nanos, String text) throws Exception {
    assertThat(Timestamp.format(nanos)).isEqualTo(text);
    assertThat(Timestamp.parse(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036.854775808", "-9223372036.854775809", "9999999999.9"})
  void refusesTimesBeyondTheYearsThatFit(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Timestamp.parse(text));
  }

  @Test
  void countsAtTheEndAndRefusesAnEndThatDoesNotFit() throws Exception {
    byte[] whole =
        Lines.written(out -> {
          EntryWriter entries = new EntryWriter(out);
          entries.accept(EntryLine.read(Lines.line("{\"p\":\"a\",\"s\":5,\"t\":\"0\"}")));
          entries.end();
        });
    String text = new String(whole, java.nio.charset.StandardCharsets.UTF_8);

    assertThat(text).endsWith("{\"end\":{\"entries\":1,\"files\":1,\"bytes\":5}}\n");
    assertThat(count(text)).isEqualTo(1);
    for (String wrong :
        List.of(
            text.replace("\"entries\":1", "\"entries\":2"),
            text.replace("\"files\":1", "\"files\":0"),
            text.replace("\"bytes\":5", "\"bytes\":4"),
            text + "{}\n",
            text + "x")) {
      assertThatExceptionOfType(java.io.IOException.class).isThrownBy(() -> count(wrong));
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] beginning = java.util.Arrays.copyOf(whole, length);
      assertThatExceptionOfType(java.io.IOException.class)
          .isThrownBy(() -> count(new String(beginning, java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private static int count(String text) throws Exception {
    EntryReader entries = new EntryReader(Lines.reader(text));
    int count = 0;
    while (entries.next() != null) {
      count++;
    }
    assertThat(entries.next()).isNull();
    return count;
  }

  @Test
  void refusesSizesThatAddUpToTooMuch() {
    String big = "{\"p\":\"%s\",\"s\":9223372036854775807,\"t\":\"0\"}%n";

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> count(big.formatted("a") + big.formatted("b")));
  }

  @Test
  void sendsTheFirstEntryAtOnce() throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (LineWriter out = new LineWriter(sent)) {
      new EntryWriter(out).accept(new FolderEntry(RelativePath.parse("a"), 0, 0755));

      assertThat(sent.size()).isPositive();
    }
  }
}
