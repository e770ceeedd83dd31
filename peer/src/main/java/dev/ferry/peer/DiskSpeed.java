package dev.ferry.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Writes to a disk to see how fast it is. The hidden file it writes has no name any more while it
 * is written (on Windows it is deleted when it is closed), so that nothing of it is left however
 * the process ends.
 */
final class DiskSpeed {
  private static final Duration ENOUGH = Duration.ofMillis(500);
  private static final int BLOCK = 1 << 20;

  /** Blocks of the last step: 63 MiB are written in all at most. */
  private static final int MOST_BLOCKS = 32;

  private static final Set<OpenOption> NEW =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);

  private DiskSpeed() {}

  /**
   * Whether a file can be made and written there.
   *
   * @throws IOException if not
   */
  static void tryOut(Path folder) throws IOException {
    try (FileChannel file = open(folder)) {
      file.write(ByteBuffer.wrap(new byte[] {1}));
    }
  }

  /**
   * Bytes a second, written and forced to the disk: more and more at a time until it takes long
   * enough to be told. Blocks for about a second on a disk that is not very slow.
   *
   * @param most bytes that may be used up meanwhile
   * @throws IOException if nothing can be written there
   */
  static long measure(Path folder, long most) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    byte[] noise = new byte[BLOCK];
    // What cannot be made smaller: some file systems compress.
    RandomGenerator.of("L64X128MixRandom").nextBytes(noise);
    block.put(noise);
    long begin = System.nanoTime();
    long speed = 0;
    try (FileChannel file = open(folder)) {
      for (int blocks = 1; blocks <= MOST_BLOCKS; blocks *= 2) {
        speed = write(file, block, blocks);
        long next = file.position() + 2L * blocks * BLOCK;
        if (next > most || System.nanoTime() - begin > ENOUGH.toNanos()) {
          break;
        }
      }
    }
    return speed;
  }

  private static long write(FileChannel file, ByteBuffer block, int blocks) throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < blocks; i++) {
      block.clear();
      while (block.hasRemaining()) {
        file.write(block);
      }
    }
    file.force(false);
    return Math.round((double) blocks * BLOCK * 1e9 / Math.max(1, System.nanoTime() - begin));
  }

  private static FileChannel open(Path folder) throws IOException {
    byte[] unique = new byte[8];
    new SecureRandom().nextBytes(unique);
    Path file = folder.resolve(".ferry-doctor-" + HexFormat.of().formatHex(unique));
    try {
      return FileChannel.open(file, NEW);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
