package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Islands;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadLayoutTest {
  private static final long MIB = 1L << 20;

  @Test
  void isEmptyWithoutFiles() throws IOException {
    PayloadLayout layout = layoutOf(List.of(new FolderEntry(SourceTree.pathOf("f"), 0, 0)));
    assertThat(layout.length()).isZero();
    assertThat(layout.chunks()).isZero();
    assertThat(layout.data()).isEqualTo(RangeSet.EMPTY);
    assertThat(spans(layout, 0, 0)).isEmpty();
  }

  @Test
  void leavesOutWhatWasNotAccepted() throws IOException {
    List<Entry> entries = List.of(file("a", 10), file("b", 20), file("c", 0), file("d", 30));
    BitSet accepted = new BitSet();
    accepted.set(1);
    accepted.set(2);
    accepted.set(3);
    PayloadLayout layout = PayloadLayout.of(new ListManifest(entries), EntrySet.of(accepted));
    assertThat(layout.length()).isEqualTo(50);
    assertThat(layout.files()).isEqualTo(3);
    assertThat(spans(layout, 0, 50)).containsExactly("1+0:20@0", "3+0:30@20");
    assertThat(spans(layout, 19, 21)).containsExactly("1+19:1@19", "3+0:1@20");
    assertThat(spans(layout, 20, 20)).isEmpty();
  }

  @Test
  void refusesRangesOutsideOfThePayload() throws IOException {
    PayloadLayout layout = layoutOf(List.of(file("a", 10)));
    assertThatThrownBy(() -> layout.spans(0, 11)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> layout.spans(-1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> layout.spans(6, 5)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1024, 1025, 3000})
  void findsTheFileOfEveryPosition(int count) throws IOException {
    Random random = new Random(count);
    List<Entry> entries = new ArrayList<>();
    BitSet accepted = new BitSet();
    List<String> expected = new ArrayList<>();
    long position = 0;
    for (int i = 0; i < count; i++) {
      long size = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 5);
      entries.add(file(String.format("f%05d", i), size));
      if (random.nextInt(4) != 0) {
        accepted.set(i);
        for (long b = 0; b < size; b++) {
          expected.add(i + "+" + b + ":1@" + position++);
        }
      }
    }
    PayloadLayout layout = PayloadLayout.of(new ListManifest(entries), EntrySet.of(accepted));
    assertThat(layout.length()).isEqualTo(position);
    for (int at = 0; at < position; at++) {
      assertThat(spans(layout, at, at + 1)).containsExactly(expected.get(at));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1024, 1025, 3000})
  void findsThePlaceOfEveryFile(int count) throws IOException {
    Random random = new Random(count);
    List<Entry> entries = new ArrayList<>();
    BitSet accepted = new BitSet();
    for (int i = 0; i < count; i++) {
      String name = String.format("f%05d", i);
      entries.add(
          random.nextInt(5) == 0
              ? new FolderEntry(SourceTree.pathOf(name), 0, 0)
              : file(name, random.nextInt(4)));
      accepted.set(i, random.nextInt(4) != 0);
    }
    PayloadLayout layout = PayloadLayout.of(new ListManifest(entries), EntrySet.of(accepted));
    long position = 0;
    for (int i = 0; i < count; i++) {
      int index = i;
      if (accepted.get(i) && entries.get(i) instanceof FileEntry file) {
        assertThat(layout.rangeOf(i)).isEqualTo(new FilePlace(i, position, position + file.size()));
        position += file.size();
      } else {
        assertThatThrownBy(() -> layout.rangeOf(index))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(position).isEqualTo(layout.length());
    assertThatThrownBy(() -> layout.rangeOf(count)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> layout.rangeOf(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void jumpsOverALongRunOfEntriesThatWereNotAccepted() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      entries.add(file(String.format("f%05d", i), 1));
    }
    BitSet accepted = new BitSet();
    accepted.set(3);
    accepted.set(4999);
    PayloadLayout layout = PayloadLayout.of(new ListManifest(entries), EntrySet.of(accepted));
    assertThat(spans(layout, 1, 2)).containsExactly("4999+0:1@1");
  }

  /** Sizes in MiB; islands of the file as from-to pairs in MiB; the holes that result. */
  @ParameterizedTest
  @CsvSource({
    "0,  12, '',        0,  0-12582912",
    "0,  13, '',        0,  0-13631488",
    "1,  12, '',        0,  4194304-13631488",
    "1,  12, '',        1,  4194304-12582912",
    "0,  12, '0 4',     0,  4194304-12582912",
    "0,  12, '0 5',     0,  8388608-12582912",
    "0,  12, '4 8',     0,  '0-4194304,8388608-12582912'",
    "0,  12, '3 9',     0,  ''",
    "0,  20, '0 1 12 13', 0, '4194304-12582912,16777216-20971520'",
    "0,  3,  '',        0,  0-3145728",
    "0,  3,  '',        2,  ''"
  })
  void countsWholeChunksInHolesAsKnown(
      long before, long size, String islands, long after, String holes) throws IOException {
    List<Islands.Part> parts = new ArrayList<>();
    String[] numbers = islands.isEmpty() ? new String[0] : islands.split(" ");
    for (int i = 0; i < numbers.length; i += 2) {
      parts.add(
          new Islands.Part(Long.parseLong(numbers[i]) * MIB, Long.parseLong(numbers[i + 1]) * MIB));
    }
    PayloadLayout layout =
        layoutOf(
            List.of(
                file("a", before * MIB),
                new FileEntry(SourceTree.pathOf("b"), size * MIB, 0, 0, Islands.of(parts), null),
                file("c", after * MIB)));
    assertThat(layout.holes()).hasToString(holes);
    assertThat(layout.holes().plus(layout.data())).isEqualTo(RangeSet.of(0, layout.length()));
  }

  @Test
  void joinsHolesThatMeetAtTheBorderOfTwoFiles() throws IOException {
    PayloadLayout layout = layoutOf(List.of(sparse("a", 6 * MIB), sparse("b", 6 * MIB)));
    assertThat(layout.holes()).hasToString("0-12582912");
  }

  private static FileEntry file(String path, long size) {
    return new FileEntry(SourceTree.pathOf(path), size, 0, 0);
  }

  private static FileEntry sparse(String path, long size) {
    return new FileEntry(SourceTree.pathOf(path), size, 0, 0, Islands.of(List.of()), null);
  }

  private static PayloadLayout layoutOf(List<? extends Entry> entries) throws IOException {
    return PayloadLayout.of(new ListManifest(entries), EntrySet.all(entries.size()));
  }

  private static List<String> spans(PayloadLayout layout, long from, long to) throws IOException {
    List<String> out = new ArrayList<>();
    try (SpanCursor cursor = layout.spans(from, to)) {
      for (Span span = cursor.next(); span != null; span = cursor.next()) {
        out.add(
            span.entry() + "+" + span.fileOffset() + ":" + span.length() + "@" + span.position());
      }
    }
    return out;
  }
}
