package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryValuesTest {
  private static final RelativePath PATH = path("a");

  @Test
  void refusesFilesThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FileEntry(PATH, -1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new FileEntry(PATH, 0, 0, 01000));
    assertThatIllegalArgumentException().isThrownBy(() -> new FileEntry(PATH, 0, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new FolderEntry(PATH, 0, 04755));
    Islands beyond = Islands.of(List.of(new Islands.Part(0, 11)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileEntry(PATH, 10, 0, 0, beyond, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "99aa06d3014798d86001c324468d497",
        "99aa06d3014798d86001c324468d497f0",
        "99AA06D3014798D86001C324468D497F",
        "99aa06d3014798d86001c324468d497g"
      })
  void refusesContentHashesOfAnyOtherForm(String hash) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileEntry(PATH, 0, 0, 0, Islands.WHOLE, hash));
  }

  @Test
  void takesAContentHashOf32LowerCaseDigits() {
    String hash = "99aa06d3014798d86001c324468d497f";
    assertThat(new FileEntry(PATH, 0, 0, 0, Islands.WHOLE, hash).contentHash()).isEqualTo(hash);
  }

  @Test
  void countsUtf8BytesOfALinksTarget() {
    assertThat(LinkEntry.isTarget("a".repeat(4095))).isTrue();
    assertThat(LinkEntry.isTarget("a".repeat(4096))).isFalse();
    assertThat(LinkEntry.isTarget("ä".repeat(2047) + "a")).isTrue();
    assertThat(LinkEntry.isTarget("ä".repeat(2048))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\0b", "\ud83d"})
  void refusesTargetsThatNoFileSystemHolds(String target) {
    assertThatIllegalArgumentException().isThrownBy(() -> new LinkEntry(PATH, target, 0));
  }

  @Test
  void refusesIslandsOutOfOrderTouchingOrTooMany() {
    Islands.Part first = new Islands.Part(0, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Islands.of(List.of(first, new Islands.Part(10, 20))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Islands.of(List.of(new Islands.Part(30, 40), first)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Islands(true, List.of(first)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Islands.of(Collections.nCopies(Islands.MAX_PARTS + 1, first)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Islands.Part(5, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Islands.Part(-1, 5));
  }

  @Test
  void fitsIslandsIntoAFileUpToItsLastByte() {
    Islands islands = Islands.of(List.of(new Islands.Part(0, 1), new Islands.Part(5, 10)));
    assertThat(islands.fitIn(10)).isTrue();
    assertThat(islands.fitIn(9)).isFalse();
    assertThat(Islands.of(List.of()).fitIn(0)).isTrue();
    assertThat(Islands.WHOLE.fitIn(0)).isTrue();
  }

  @Test
  void holdsIndicesOnly() {
    EntrySet set = EntrySet.all(3);
    assertThat(set.contains(0)).isTrue();
    assertThat(set.contains(2)).isTrue();
    assertThat(set.contains(3)).isFalse();
    assertThat(set.contains(-1)).isFalse();
    assertThat(set.contains(1L << 32)).isFalse();
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.end()).isEqualTo(3);
    assertThat(EntrySet.none().isEmpty()).isTrue();
    assertThat(EntrySet.none().end()).isZero();
  }

  @Test
  void comesBackFromItsRuns() {
    BitSet bits = new BitSet();
    bits.set(1);
    bits.set(63, 65);
    bits.set(1000);
    EntrySet set = EntrySet.of(bits);
    assertThat(set.runs())
        .containsExactly(
            new EntrySet.Run(1, 2), new EntrySet.Run(63, 65), new EntrySet.Run(1000, 1001));
    List<EntrySet.Run> runs = new ArrayList<>();
    set.runs().forEach(runs::add);
    assertThat(EntrySet.ofRuns(runs, 1001)).isEqualTo(set);
    assertThatIllegalArgumentException().isThrownBy(() -> EntrySet.ofRuns(runs, 1000));
  }

  @Test
  void subtractsAndIntersectsWithoutChangingEither() {
    EntrySet low = EntrySet.all(5);
    EntrySet high = EntrySet.ofRuns(List.of(new EntrySet.Run(3, 8)));
    assertThat(low.minus(high)).isEqualTo(EntrySet.all(3));
    assertThat(low.and(high)).isEqualTo(EntrySet.ofRuns(List.of(new EntrySet.Run(3, 5))));
    assertThat(low.size()).isEqualTo(5);
    assertThat(high.size()).isEqualTo(5);
    low.toBits().clear();
    assertThat(low.size()).isEqualTo(5);
  }

  private static RelativePath path(String text) {
    try {
      return RelativePath.parse(text);
    } catch (BadPathException e) {
      throw new AssertionError(e);
    }
  }
}
