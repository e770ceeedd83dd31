package dev.ferry.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A process of its own that takes a lock and keeps it until it is killed or its input ends. */
final class LockProgram {
  private LockProgram() {}

  /** Prints {@code held} or {@code turned away} about the lock {@code args[0]}. */
  public static void main(String[] args) throws IOException {
    Optional<LockFile> lock = LockFile.tryTake(Path.of(args[0]));
    System.out.println(lock.isPresent() ? "held" : "turned away");
    if (lock.isPresent()) {
      try (LockFile _ = lock.get()) {
        int ended = System.in.read();
        System.out.println(ended);
      }
    }
  }
}
