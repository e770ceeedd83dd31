package dev.ferry.cli;

import dev.ferry.peer.StoredTransfer;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Standard input as a file, since a transfer may have to read it again: it lies in the home until
 * it has been sent, and longer if the transfer was interrupted. What older runs left behind and no
 * transfer needs is thrown away. Not thread-safe.
 *
 * <pre>
 *   HOME/stdin/ID.lock   locked while its process lives; holds the id of the transfer that needs it
 *   HOME/stdin/ID/NAME   the bytes
 * </pre>
 */
final class StdinSpool implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final int BUFFER = 1 << 18;

  private final Path file;
  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;
  private boolean kept;

  private StdinSpool(Path folder, Path file, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.file = file;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * A new one in {@code home}.
   *
   * @param needed the transfers that are not finished
   * @param name what the file is called
   */
  static StdinSpool in(Path home, List<StoredTransfer> needed, String name) throws IOException {
    if (name.isBlank() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw Ending.usage("--stdin-name is the name of a file, without folders");
    }
    Path all = Files.createDirectories(home.resolve("stdin"), forOwner("rwx------"));
    sweep(all, needed.stream().map(kept -> kept.id().text()).toList());
    String id = TransferId.random().text();
    Path lockFile = all.resolve(id + LOCK);
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Path folder = Files.createDirectory(all.resolve(id), forOwner("rwx------"));
    return new StdinSpool(folder, folder.resolve(name), lockFile, lock);
  }

  private static FileAttribute<?>[] forOwner(String mode) {
    boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** Copies everything. Blocks until {@code in} ends. */
  void take(InputStream in) throws IOException {
    Files.createFile(file, forOwner("rw-------"));
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  /** Where the bytes are. */
  Path file() {
    return file;
  }

  /** Keeps the bytes for as long as this transfer is not finished. */
  void keepFor(TransferId transfer) throws IOException {
    lock.write(ByteBuffer.wrap(transfer.text().getBytes(StandardCharsets.US_ASCII)), 0);
    kept = true;
  }

  /** Throws the bytes away, unless they are kept. */
  @Override
  public void close() throws IOException {
    if (!kept) {
      delete(folder, lockFile);
    }
    lock.close();
  }

  private static void sweep(Path all, List<String> needed) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(all, "*" + LOCK)) {
      for (Path lockFile : locks) {
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.WRITE, StandardOpenOption.READ);
            FileLock lock = channel.tryLock()) {
          if (lock != null && !needed.contains(Files.readString(lockFile))) {
            delete(folderOf(lockFile), lockFile);
          }
        } catch (OverlappingFileLockException e) {
          // Another command of this very process is at it, and it is its own.
        }
      }
    }
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void delete(Path folder, Path lockFile) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path inside : files) {
          Files.delete(inside);
        }
      }
      Files.delete(folder);
    }
    Files.deleteIfExists(lockFile);
  }
}
