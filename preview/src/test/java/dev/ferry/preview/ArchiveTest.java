package dev.ferry.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void entriesAreListedWithTheirSizes(String name) throws IOException {
    Listing listing = listing(name, Samples.of(name));
    assertThat(listing.entries())
        .extracting(Listing.Entry::name)
        .containsExactlyInAnyOrder("a/b.txt", "c.bin");
    assertThat(listing.entries())
        .extracting(Listing.Entry::bytes)
        .containsExactlyInAnyOrder(5L, 2000L);
    assertThat(listing.allEntries()).isEqualTo(Count.exact(2));
    assertThat(listing.unpacked()).isEqualTo(Count.exact(2005));
    assertThat(listing.problem()).isEmpty();
  }

  @Test
  void aGzippedFileIsOneEntry() throws IOException {
    Listing listing = listing("notes.txt.gz", Samples.of("a.txt.gz"));
    assertThat(listing.entries())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.name()).isEqualTo("notes.txt");
          assertThat(entry.bytes()).isEqualTo(5);
        });
  }

  @Test
  void manyEntriesAreCountedAndTheFirstShown() throws IOException {
    Map<String, String> files =
        IntStream.range(0, 5000).boxed().collect(Collectors.toMap(i -> "f" + i, i -> "x"));
    Listing zip = listing("a.zip", Samples.zip(files));
    assertThat(zip.allEntries()).isEqualTo(Count.exact(5000));
    assertThat(zip.entries()).hasSize(PreviewLimits.screen().entries());
    assertThat(listing("a.tar", Samples.tar(files)).allEntries()).isEqualTo(Count.exact(5000));
  }

  @Test
  void longNamesOfPaxAndGnuAreWhole() throws IOException {
    String name = "folder/".repeat(40) + "file.txt";
    String record = " path=" + name + "\n";
    String pax = (record.length() + 3) + record;
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    extended(tar, 'x', pax);
    tar.writeBytes(Samples.tarHeader("short", 0, '0'));
    extended(tar, 'L', name + "\0");
    tar.writeBytes(Samples.tarHeader("short", 0, '5'));
    tar.writeBytes(new byte[1024]);
    Listing listing = listing("a.tar", tar.toByteArray());
    assertThat(listing.entries()).extracting(Listing.Entry::name).containsExactly(name, name);
    assertThat(listing.entries().getLast().kind()).isEqualTo(Listing.EntryKind.FOLDER);
  }

  @Test
  void aTarThatClaimsAbsurdSizesIsListedAsFarAsItGoes() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(Samples.tarHeader("huge", 077777777777L, '0'));
    extended(tar, 'L', "x");
    Listing listing = listing("a.tar", tar.toByteArray());
    assertThat(listing.entries()).extracting(Listing.Entry::name).containsExactly("huge");
    assertThat(listing.problem()).isNotEmpty();
  }

  @Test
  void aBombIsNotUnpackedFurtherThanTheLimit() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(Samples.tarHeader("zeros", 200L << 20, '0'));
    byte[] zeros = new byte[1 << 20];
    for (int i = 0; i < 200; i++) {
      tar.writeBytes(zeros);
    }
    tar.writeBytes(Samples.tarHeader("behind", 0, '0'));
    Listing listing = listing("bomb.tgz", Samples.gzip(tar.toByteArray()));
    assertThat(listing.entries()).extracting(Listing.Entry::name).containsExactly("zeros");
    assertThat(listing.allEntries().precision()).isEqualTo(Count.Precision.AT_LEAST);
  }

  @Test
  void aZipCutShortSaysSo() throws IOException {
    byte[] zip = Samples.of("a.zip");
    Listing listing = listing("a.zip", java.util.Arrays.copyOf(zip, zip.length - 30));
    assertThat(listing.problem()).contains("not complete");
  }

  private static void extended(ByteArrayOutputStream tar, char type, String text) {
    tar.writeBytes(Samples.tarHeader("././@LongLink", text.length(), type));
    tar.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    tar.writeBytes(new byte[(512 - text.length() % 512) % 512]);
  }

  private static Listing listing(String name, byte[] bytes) throws IOException {
    return (Listing) Bytes.preview(name, bytes);
  }
}
