package dev.ferry.store;

import dev.ferry.platform.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transfers that this home drives, sends and gets, and has not finished, each in a folder of
 * its own. Never two drive the same transfer, be they threads or processes. Thread-safe. Blocks on
 * the disk.
 */
public final class DrivenStore {
  /** The folder in the home. */
  public static final String FOLDER = "outgoing";

  private static final Logger LOG = LoggerFactory.getLogger(DrivenStore.class);

  private final Path folder;
  private final StateFile<DrivenState> file = new StateFile<>(DrivenState.class);

  private DrivenStore(Path folder) {
    this.folder = folder;
  }

  /** That of {@code home}. */
  public static DrivenStore in(Home home) throws IOException {
    return new DrivenStore(home.subfolder(FOLDER));
  }

  /**
   * Begins to keep a transfer, driven by the caller.
   *
   * @throws StoreException if there is one with this id
   */
  public DrivenFolder create(DrivenState state) throws IOException {
    Path own = folder.resolve(state.id());
    OwnerOnly.makeFolder(own);
    LockFile lock = lock(own).orElseThrow(() -> driven(state.id()));
    try {
      if (Files.exists(own.resolve(DrivenFolder.STATE))) {
        throw new StoreException("A transfer " + state.id() + " exists already.");
      }
      file.write(own.resolve(DrivenFolder.STATE), state);
      AtomicFile.forceFolder(folder);
      return new DrivenFolder(own, file, lock, state);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Takes a transfer in order to drive it; empty if there is none with this id.
   *
   * @throws StoreException if somebody drives it already, or its state is damaged
   */
  public Optional<DrivenFolder> open(String id) throws IOException {
    Path own = folder.resolve(Ids.check(id));
    if (!Files.exists(own.resolve(DrivenFolder.STATE))) {
      return Optional.empty();
    }
    LockFile lock = lock(own).orElseThrow(() -> driven(id));
    try {
      Optional<DrivenFolder> opened =
          file.read(own.resolve(DrivenFolder.STATE))
              .map(state -> new DrivenFolder(own, file, lock, state));
      if (opened.isEmpty()) {
        lock.close();
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Optional<LockFile> lock(Path own) throws IOException {
    try {
      return LockFile.tryTake(own.resolve(DrivenFolder.LOCK));
    } catch (NoSuchFileException e) {
      // Its driver has just deleted it.
      return Optional.empty();
    }
  }

  private static StoreException driven(String id) {
    return new StoreException(
        "Transfer "
            + id
            + " is under way already, in this or another Ferry; let it end there, or stop it there"
            + " (Ctrl-C; in a shell, pause) and go on with it here");
  }

  /**
   * All transfers that are kept, newest first. One whose state is damaged is logged and left out;
   * what a killed process left half deleted is swept up.
   */
  public List<DrivenState> list() throws IOException {
    List<DrivenState> states = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      for (Path own : folders) {
        if (Ids.isId(String.valueOf(own.getFileName()))) {
          addState(own, states);
        }
      }
    }
    states.sort(Comparator.comparing(DrivenState::created).reversed());
    return states;
  }

  private void addState(Path own, List<DrivenState> states) throws IOException {
    try {
      Optional<DrivenState> state = file.read(own.resolve(DrivenFolder.STATE));
      if (state.isPresent()) {
        states.add(state.get());
      } else {
        sweep(own);
      }
    } catch (StoreException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  /** Only what nobody holds, and only after a second look: it may be in the making. */
  private static void sweep(Path own) throws IOException {
    Optional<LockFile> lock = lock(own);
    if (lock.isPresent()) {
      try (LockFile _ = lock.get()) {
        if (!Files.exists(own.resolve(DrivenFolder.STATE))) {
          DrivenFolder.deleteTree(own);
        }
      }
    }
  }

  /**
   * Gives up a transfer; false if there is none with this id.
   *
   * @throws StoreException if somebody drives it
   */
  public boolean delete(String id) throws IOException {
    Path own = folder.resolve(Ids.check(id));
    if (!Files.exists(own)) {
      return false;
    }
    try (LockFile _ = lock(own).orElseThrow(() -> driven(id))) {
      DrivenFolder.deleteTree(own);
      return true;
    }
  }
}
