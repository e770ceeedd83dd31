package dev.ferry.store;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes small files whole or not at all: whoever reads one, at any moment and after a power cut,
 * finds the old content or the new. Files are made with mode 0600. Thread-safe; of two writers the
 * later one wins, so whoever changes what it has read holds a {@link LockFile} meanwhile.
 */
public final class AtomicFile {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private AtomicFile() {}

  /** Replaces or creates {@code file}; its folder must exist. Blocks until it is on disk. */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = folderOf(file);
    Path fresh = folder.resolve("." + file.getFileName() + "." + suffix() + ".tmp");
    try {
      writeNew(fresh, content);
      move(fresh, file);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    forceFolder(folder);
  }

  private static void writeNew(Path fresh, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, NEW, OwnerOnly.fileMode(fresh))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void move(Path fresh, Path file) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes what was created, renamed or deleted in {@code folder} survive a power cut. */
  public static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder and some network disks cannot force one; both keep renames in
      // order by themselves or not at all. Content was forced before.
    }
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " is not a file in a folder");
    }
    return parent;
  }

  private static String suffix() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
