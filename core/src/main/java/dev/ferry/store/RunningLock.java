package dev.ferry.store;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the one running peer of a home, at whose socket other processes of this home call
 * it. The system gives it back when the process dies, however it dies; what such a process left is
 * cleared away by the next. Thread-safe.
 */
public final class RunningLock implements AutoCloseable {
  private static final String LOCK = "running.lock";
  private static final String FOLDER = "run";
  private static final String SOCKET = "control.sock";
  private static final String RUNTIME_FOLDER = "XDG_RUNTIME_DIR";

  /** What every system can hold in the address of a socket: 104 bytes on macOS, with the last 0. */
  private static final int LONGEST_ADDRESS = 103;

  private final Home home;
  private final LockFile lock;
  private final @Nullable Path socket;

  private RunningLock(Home home, LockFile lock, @Nullable Path socket) {
    this.home = home;
    this.lock = lock;
    this.socket = socket;
  }

  /**
   * Takes it if nobody has it; empty if somebody does.
   *
   * @param environment variables of the process: where a socket goes if the home's path is too long
   */
  public static Optional<RunningLock> tryTake(Home home, Map<String, String> environment)
      throws IOException {
    Optional<LockFile> lock = LockFile.tryTake(home.file(LOCK));
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try {
      RunningLock taken = new RunningLock(home, lock.get(), place(home, environment));
      taken.clear();
      return Optional.of(taken);
    } catch (IOException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  /** In a folder that nobody else can look into: a socket is made before it has its mode. */
  private static @Nullable Path place(Home home, Map<String, String> environment)
      throws IOException {
    Path usual = home.file(FOLDER).resolve(SOCKET);
    if (fits(usual)) {
      OwnerOnly.close(home.subfolder(FOLDER));
      return usual;
    }
    Path runtime = Path.of(environment.getOrDefault(RUNTIME_FOLDER, ""));
    if (!runtime.isAbsolute() || !isTheOwnersAlone(runtime, home)) {
      return null;
    }
    UUID name = UUID.nameUUIDFromBytes(home.toString().getBytes(StandardCharsets.UTF_8));
    Path other = runtime.resolve("ferry-" + name + ".sock");
    return fits(other) ? other : null;
  }

  /** The variable may say anything, {@code /tmp} for one, where others can put things. */
  private static boolean isTheOwnersAlone(Path folder, Home home) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder).equals(Files.getOwner(home.folder()))
        && !OwnerOnly.isOpenToOthers(folder);
  }

  private static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS;
  }

  /** What a process that did not end in good order has left. */
  private void clear() throws IOException {
    Files.deleteIfExists(home.file(RunningProcess.FILE));
    if (socket != null) {
      Files.deleteIfExists(socket);
    }
  }

  /**
   * Where to listen for other processes of this home: nothing is there yet; empty if the paths that
   * could be are all too long for a socket. Only the owner can reach what is in its folder.
   */
  public Optional<Path> socket() {
    return Optional.ofNullable(socket);
  }

  /** Lets other processes of this home find this one. Call it when it listens. */
  public void announce() throws IOException {
    String listensAt = socket == null ? null : socket.toString();
    new RunningProcess(ProcessHandle.current().pid(), Instant.now(), listensAt).tell(home);
  }

  /** Gives it back; what listened must be closed before. */
  @Override
  public void close() throws IOException {
    try (lock) {
      clear();
    }
  }
}
