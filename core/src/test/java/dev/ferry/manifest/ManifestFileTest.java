package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.testkit.Seeds;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFileTest {
  @TempDir Path folder;

  private final SplittableRandom random = Seeds.random("manifest file");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 511, 512, 513, 1024, 1025, 5000})
  void givesBackWhatWasWritten(int count) throws Exception {
    List<Entry> entries = new RandomEntries(random).list(count);
    try (Manifest manifest = write(entries)) {
      assertThat(walkFrom(manifest, 0)).isEqualTo(entries);
    }
    try (Manifest manifest = ManifestFile.open(file())) {
      assertThat(walkFrom(manifest, 0)).isEqualTo(entries);
      assertThat(manifest.entries()).isEqualTo(count);
      assertThat(manifest.bytes())
          .isEqualTo(entries.stream().mapToLong(ManifestFileTest::size).sum());
      assertThat(manifest.files())
          .isEqualTo(entries.stream().filter(FileEntry.class::isInstance).count());
    }
  }

  @Test
  void writesTheSameBytesForTheSameEntries() throws Exception {
    List<Entry> entries = new RandomEntries(random).list(1000);
    write(entries).close();
    byte[] first = Files.readAllBytes(file());
    Files.delete(file());
    write(entries).close();
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  @Test
  void startsAtAnyIndex() throws Exception {
    List<Entry> entries = new RandomEntries(random).list(1300);
    try (Manifest manifest = write(entries)) {
      for (int i = 0; i < entries.size(); i++) {
        try (Manifest.Cursor cursor = manifest.walkFrom(i)) {
          assertThat(cursor.index()).isEqualTo(i - 1);
          assertThat(cursor.next()).isEqualTo(entries.get(i));
          assertThat(cursor.index()).isEqualTo(i);
        }
      }
      assertThat(walkFrom(manifest, 1300)).isEmpty();
      assertThat(walkFrom(manifest, 700)).isEqualTo(entries.subList(700, 1300));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> manifest.walkFrom(1301));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> manifest.walkFrom(-1));
    }
  }

  @Test
  void findsEachPathAndThePlaceOfMissingOnes() throws Exception {
    List<Entry> entries = new RandomEntries(random).list(1300);
    List<RelativePath> paths = entries.stream().map(Entry::path).toList();
    RandomEntries others = new RandomEntries(random);
    try (Manifest manifest = write(entries)) {
      for (int i = 0; i < paths.size(); i++) {
        assertThat(manifest.find(paths.get(i))).isEqualTo(i);
      }
      for (int i = 0; i < 500; i++) {
        RelativePath other = others.path(paths);
        int found = Collections.binarySearch(paths, other);
        assertThat(manifest.find(other)).isEqualTo(found < 0 ? -1 : found);
        assertThat(manifest.seek(other)).isEqualTo(found < 0 ? -found - 1 : found);
      }
    }
  }

  @Test
  void findsNothingInAnEmptyManifest() throws Exception {
    try (Manifest manifest = write(List.of())) {
      assertThat(manifest.find(RelativePath.parse("a"))).isEqualTo(-1);
      assertThat(walkFrom(manifest, 0)).isEmpty();
    }
  }

  @Test
  void holdsTheLargestEntriesThereAre() throws Exception {
    List<Islands.Part> parts = new ArrayList<>();
    for (int i = 0; i < Islands.MAX_PARTS; i++) {
      parts.add(new Islands.Part(i * (1L << 44), i * (1L << 44) + (1L << 43)));
    }
    long size = Islands.MAX_PARTS * (1L << 44);
    String hash = "0123456789abcdef0123456789abcdef";
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RelativePath path = RelativePath.parse("%02d/".formatted(i) + "é/".repeat(1364) + "z");
      entries.add(new FileEntry(path, size, Long.MIN_VALUE, 0777, Islands.of(parts), hash));
    }
    entries.add(new LinkEntry(RelativePath.parse("link"), "中".repeat(1365), Long.MAX_VALUE));
    try (Manifest manifest = write(entries)) {
      assertThat(walkFrom(manifest, 0)).isEqualTo(entries);
      assertThat(walkFrom(manifest, 13)).isEqualTo(entries.subList(13, 21));
    }
  }

  @Test
  void refusesAFileThatWasCutAnywhere() throws Exception {
    write(new RandomEntries(random).list(40)).close();
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatExceptionOfType(IOException.class)
          .describedAs("cut to %d of %d bytes", length, whole.length)
          .isThrownBy(() -> ManifestFile.open(cut));
    }
  }

  @Test
  void noticesEveryChangedByte() throws Exception {
    List<Entry> entries = new RandomEntries(random).list(40);
    write(entries).close();
    byte[] whole = Files.readAllBytes(file());
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      Path file = Files.write(folder.resolve("changed"), changed);
      assertThatExceptionOfType(IOException.class)
          .describedAs("byte %d of %d changed", i, whole.length)
          .isThrownBy(() -> walkFile(file));
    }
  }

  @Test
  void noticesBytesBehindTheEnd() throws Exception {
    write(new RandomEntries(random).list(10)).close();
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ManifestFile.open(file()));
  }

  @Test
  void refusesAnUnknownVersionAndSaysWhich() throws Exception {
    write(List.of()).close();
    byte[] whole = Files.readAllBytes(file());
    whole[11] = 9;
    Files.write(file(), whole);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ManifestFile.open(file()))
        .withMessageContaining("version 9");
  }

  @Test
  void decodesAnyBytesToCheckedEntriesUntilItFails() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(60)];
      random.nextBytes(bytes);
      bytes[0] &= 0x0f;
      EntryDecoder decoder = new EntryDecoder(bytes, 0, bytes.length);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> {
            while (true) {
              assertThat(decoder.next().path()).isNotNull();
            }
          })
          .withMessageContaining("damaged");
    }
  }

  @Test
  void isReadByManyThreadsAtOnce() throws Exception {
    List<Entry> entries = new RandomEntries(random).list(3000);
    try (Manifest manifest = write(entries);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Entry>>> walks = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int from = i * 60;
        walks.add(threads.submit(() -> walkFrom(manifest, from)));
      }
      for (int i = 0; i < walks.size(); i++) {
        assertThat(walks.get(i).get()).isEqualTo(entries.subList(i * 60, entries.size()));
      }
    }
  }

  @Test
  void survivesTheInterruptOfAThreadThatReads() throws Exception {
    List<Entry> entries = new RandomEntries(random).list(1000);
    try (Manifest manifest = write(entries)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(ClosedByInterruptException.class)
          .isThrownBy(() -> walkFrom(manifest, 0));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(walkFrom(manifest, 0)).isEqualTo(entries);
    }
  }

  @Test
  void readsNothingAfterItWasClosed() throws Exception {
    Manifest manifest = write(new RandomEntries(random).list(10));
    manifest.close();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> walkFrom(manifest, 0));
  }

  @Test
  void readsNothingThroughAClosedCursor() throws Exception {
    try (Manifest manifest = write(new RandomEntries(random).list(10))) {
      Manifest.Cursor cursor = manifest.walk();
      assertThat(cursor.next()).isNotNull();
      cursor.close();
      assertThatExceptionOfType(IOException.class).isThrownBy(cursor::next);
    }
  }

  private Path file() {
    return folder.resolve("manifest");
  }

  private Manifest write(List<Entry> entries) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(file(), ManifestLimits.DEFAULT)) {
      for (Entry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }

  private static List<Entry> walkFile(Path file) throws IOException {
    try (Manifest manifest = ManifestFile.open(file)) {
      return walkFrom(manifest, 0);
    }
  }

  private static List<Entry> walkFrom(Manifest manifest, long index) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Manifest.Cursor cursor = manifest.walkFrom(index)) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static long size(Entry entry) {
    return entry instanceof FileEntry file ? file.size() : 0;
  }
}
