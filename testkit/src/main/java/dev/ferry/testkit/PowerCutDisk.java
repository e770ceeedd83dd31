package dev.ferry.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ext4 file system of its own whose power can be cut: what was not forced to disk is then gone.
 * Mounted with {@code noauto_da_alloc}, because ext4's default hides missing calls of fsync. Needs
 * root on Linux.
 */
public final class PowerCutDisk implements AutoCloseable {

  /** FS_IOC_SHUTDOWN without flushing the log: nothing more reaches the disk. */
  private static final String NO_FLUSH = "2";

  private final Path image;
  private final Path mountPoint;
  private final Path script;

  private PowerCutDisk(Path image, Path mountPoint, Path script) {
    this.image = image;
    this.mountPoint = mountPoint;
    this.script = script;
  }

  /**
   * Makes one with its image and mount point below {@code folder}; skips the test loudly if not.
   */
  public static PowerCutDisk make(Path folder, int megabytes) {
    Requires.linuxRoot("a power cut");
    Requires.command("mkfs.ext4", "a power cut");
    Requires.command("python3", "a power cut");
    Path image = folder.resolve("disk.img");
    Path mountPoint = folder.resolve("disk");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) megabytes << 20);
      Files.createDirectories(mountPoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Commands.run("mkfs.ext4", "-q", "-F", image.toString());
    PowerCutDisk disk =
        new PowerCutDisk(image, mountPoint, FaultScripts.unpack("powercut.py", folder));
    disk.mount();
    return disk;
  }

  /** Where it is mounted. */
  public Path path() {
    return mountPoint;
  }

  /** Cuts the power and mounts what is left. Processes with files open there see errors. */
  public void cutPower() {
    Commands.run("python3", script.toString(), mountPoint.toString(), NO_FLUSH);
    Commands.run("umount", mountPoint.toString());
    mount();
  }

  /** Unmounts it. */
  @Override
  public void close() {
    Commands.run("umount", "-l", mountPoint.toString());
  }

  private void mount() {
    Commands.run("mount", "-o", "loop,noauto_da_alloc", image.toString(), mountPoint.toString());
  }
}
