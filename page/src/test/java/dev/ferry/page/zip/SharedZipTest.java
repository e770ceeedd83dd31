package dev.ferry.page.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.CorpusName;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.ScratchFolder;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.Throttle;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Zips are read by others as they were meant, whatever is in them. */
@Timeout(120)
class SharedZipTest {
  private static final long TIME = 1_700_000_000L;
  private static final int MORE_THAN_16_BITS = 70_000;

  @TempDir private Path folder;

  private Share share(Path files, List<Entry> entries) throws IOException {
    ScratchFolder scratch = ScratchFolder.in(Files.createDirectories(folder.resolve("state")));
    Manifest manifest;
    try (ManifestWriter writer =
        ManifestWriter.create(scratch.path().resolve("manifest"), ManifestLimits.DEFAULT)) {
      for (Entry entry : entries) {
        writer.add(entry);
      }
      manifest = writer.finish();
    }
    return new Share(
        "id",
        "things",
        new ShareAccess.Link(),
        scratch,
        manifest,
        file -> Platform.current().openBeneath(files, file.path().toString()),
        new Flow(TransferListener.none(), Throttle.of(0)));
  }

  private static FileEntry file(Path file, String name, long size) throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(TIME)));
    return new FileEntry(RelativePath.parse(name), size, TIME * 1_000_000_000L, 0644);
  }

  private static FolderEntry folderAt(String path) throws Exception {
    return new FolderEntry(RelativePath.parse(path), TIME * 1_000_000_000L, 0755);
  }

  private Path written(Share share) throws IOException {
    Path zip = folder.resolve("out.zip");
    SharedZip made = SharedZip.of(share, null);
    try (OutputStream out = new SparseOutput(zip)) {
      made.sendTo(out);
    }
    assertThat(Files.size(zip)).isEqualTo(made.length());
    return zip;
  }

  /** Zeros become holes, so that gigabytes of them take no disk. */
  private static final class SparseOutput extends OutputStream {
    private static final byte[] ZEROS = new byte[1 << 20];
    private final RandomAccessFile file;

    SparseOutput(Path path) throws IOException {
      this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    public void write(int b) throws IOException {
      file.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int at = offset; at < offset + length; ) {
        int n = Math.min(4096, offset + length - at);
        if (Arrays.equals(bytes, at, at + n, ZEROS, 0, n)) {
          file.seek(file.getFilePointer() + n);
        } else {
          file.write(bytes, at, n);
        }
        at += n;
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  void readersThatTakeItAsItComesAndThoseThatLookAtItsEndSeeTheSame() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    byte[] long200 = new byte[200_000];
    new Random(3).nextBytes(long200);
    Path a = Files.write(files.resolve("a"), long200);
    Path b = Files.write(files.resolve("b"), new byte[0]);
    Path c = Files.write(files.resolve("c"), new byte[ZipRecord.BLOCK]);
    List<Entry> entries =
        List.of(
            file(a, "a", 200_000),
            file(b, "b", 0),
            file(c, "c", ZipRecord.BLOCK),
            folderAt("d"),
            new LinkEntry(RelativePath.parse("e"), "/etc/passwd", 0));
    try (Share share = share(files, entries)) {
      Path zip = written(share);
      List<String> names = new ArrayList<>();
      try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          names.add(entry.getName());
          assertThat(in.readAllBytes())
              .isEqualTo(
                  entry.isDirectory()
                      ? new byte[0]
                      : Files.readAllBytes(files.resolve(entry.getName())));
        }
      }
      assertThat(names).containsExactly("a", "b", "c", "d/");
      try (ZipFile read = new ZipFile(zip.toFile())) {
        assertThat(read.getInputStream(read.getEntry("a")).readAllBytes()).isEqualTo(long200);
        assertThat(read.getEntry("a").getLastModifiedTime().toInstant())
            .isEqualTo(Instant.ofEpochSecond(TIME));
      }
    }
  }

  /** Gigabytes, since there is no other way past 32 bits. */
  @Test
  void filesAndPlacesBeyond32BitsAreFound() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    long size = (1L << 32) + 12_345;
    Path huge = files.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(size);
    }
    Path last = Files.writeString(files.resolve("last"), "the end");
    try (Share share = share(files, List.of(file(huge, "huge", size), file(last, "last", 7)));
        ZipFile read = new ZipFile(written(share).toFile())) {
      assertThat(read.getEntry("huge").getSize()).isEqualTo(size);
      assertThat(read.getInputStream(read.getEntry("last")).readAllBytes())
          .asString()
          .isEqualTo("the end");
    }
  }

  @Test
  void moreEntriesThan16BitsCountAreFound() throws Exception {
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_16_BITS; i++) {
      many.add(folderAt("f%06d".formatted(i)));
    }
    try (Share share = share(folder, many);
        ZipFile read = new ZipFile(written(share).toFile())) {
      assertThat(read.size()).isEqualTo(MORE_THAN_16_BITS);
      assertThat(read.getEntry("f069999/")).isNotNull();
    }
  }

  @Test
  void namesOfTheCorpusLeadNowhereElseEvenOnWindows() throws Exception {
    List<Entry> all = new ArrayList<>();
    for (CorpusName name : CorpusName.legal()) {
      all.add(folderAt(name.name()));
    }
    all.sort(Comparator.comparing(Entry::path));
    try (Share share = share(folder, all);
        ZipFile read = new ZipFile(written(share).toFile())) {
      assertThat(read.size()).isEqualTo(all.size());
      read.stream()
          .map(ZipEntry::getName)
          .forEach(name ->
              assertThat(name).doesNotContain("\\", ":", "../", "\n").doesNotStartWith("/"));
    }
  }

  @Test
  void namesThatDifferOnlyInWhatWindowsCannotHoldStayApart() throws Exception {
    List<Entry> both = new ArrayList<>(List.of(folderAt("a:b"), folderAt("a%3Ab"), folderAt("5%")));
    both.sort(Comparator.comparing(Entry::path));
    try (Share share = share(folder, both);
        ZipFile read = new ZipFile(written(share).toFile())) {
      assertThat(read.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrder("a%3Ab/", "a%253Ab/", "5%/");
    }
  }

  @Test
  void aFileThatIsGoneBreaksTheZipOff() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    Path a = Files.writeString(files.resolve("a"), "a");
    try (Share share = share(files, List.of(file(a, "a", 1)))) {
      SharedZip zip = SharedZip.of(share, null);
      Files.delete(a);
      assertThatThrownBy(() -> zip.sendTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
  }
}
