package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tmpfs of a few megabytes: a disk that is soon full. Needs root on Linux. */
public final class SmallDisk implements AutoCloseable {

  private final Path mountPoint;

  private SmallDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  /** Mounts one at {@code mountPoint}, which is made; skips the test loudly if it cannot. */
  public static SmallDisk mount(Path mountPoint, int megabytes) {
    Requires.linuxRoot("a disk that is full");
    try {
      Files.createDirectories(mountPoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Commands.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at(mountPoint));
    return new SmallDisk(mountPoint);
  }

  /** Where it is mounted. */
  public Path path() {
    return mountPoint;
  }

  /** Makes it larger or smaller while it is in use. */
  public void resize(int megabytes) {
    Commands.run("mount", "-o", "remount,size=" + megabytes + "m", at(mountPoint));
  }

  /** Unmounts it; its contents are gone. */
  @Override
  public void close() {
    Commands.run("umount", "-l", at(mountPoint));
  }

  private static String at(Path path) {
    return path.toAbsolutePath().toString();
  }
}
