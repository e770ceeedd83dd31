package dev.ferry.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the transfers that this home receives have their staging, one small file each. Those that
 * are complete stay for a while as receipts, so that a sender that missed the answer and seals
 * again is told the same. Thread-safe. Blocks on the disk.
 */
public final class IncomingIndex {
  /** The folder in the home. */
  public static final String FOLDER = "incoming";

  /** How many receipts are kept; beyond it the oldest go. */
  public static final int RECEIPTS = 1000;

  /** So many more may gather before the oldest go, so that not every transfer sweeps. */
  private static final int SLACK = 100;

  private static final String JSON = ".json";
  private static final Logger LOG = LoggerFactory.getLogger(IncomingIndex.class);

  private final Path folder;
  private final InstantSource clock;
  private final StateFile<IncomingRecord> file = new StateFile<>(IncomingRecord.class);

  private IncomingIndex(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** That of {@code home}. */
  public static IncomingIndex in(Home home) throws IOException {
    return in(home, InstantSource.system());
  }

  static IncomingIndex in(Home home, InstantSource clock) throws IOException {
    return new IncomingIndex(home.subfolder(FOLDER), clock);
  }

  /** Keeps a transfer, or replaces what was kept about it. Blocks until it is on disk. */
  public void put(IncomingRecord incoming) throws IOException {
    file.write(pathOf(incoming.id()), incoming);
  }

  /**
   * What is kept about a transfer.
   *
   * @throws StoreException if that is damaged
   */
  public Optional<IncomingRecord> find(String id) throws IOException {
    return file.read(pathOf(Ids.check(id)));
  }

  /** The transfers that are not complete, newest first; a damaged file is logged and left out. */
  public List<IncomingRecord> open() throws IOException {
    return all().stream().filter(incoming -> !incoming.isComplete()).toList();
  }

  private List<IncomingRecord> all() throws IOException {
    List<IncomingRecord> all = new ArrayList<>();
    for (Path path : paths()) {
      try {
        file.read(path).ifPresent(all::add);
      } catch (StoreException e) {
        LOG.warn("{}", e.getMessage());
      }
    }
    all.sort(Comparator.comparing(IncomingRecord::created).reversed());
    return all;
  }

  /**
   * Makes a transfer a receipt; nothing happens if it is not kept. Blocks until it is on disk.
   *
   * @param receipt what the sender is told, now and if it asks again
   */
  public void complete(String id, String receipt) throws IOException {
    Optional<IncomingRecord> incoming = find(id);
    if (incoming.isPresent()) {
      put(incoming.get().complete(clock.instant(), receipt));
      dropOldReceipts();
    }
  }

  /** Forgets a transfer; false if it was not kept. */
  public boolean remove(String id) throws IOException {
    return Files.deleteIfExists(pathOf(Ids.check(id)));
  }

  private void dropOldReceipts() throws IOException {
    List<Path> paths = paths();
    if (paths.size() <= RECEIPTS + SLACK) {
      return;
    }
    List<IncomingRecord> receipts =
        all().stream()
            .filter(IncomingRecord::isComplete)
            .sorted(Comparator.comparing(IncomingIndex::completedOf).reversed())
            .toList();
    for (IncomingRecord old :
        receipts.subList(Math.min(RECEIPTS, receipts.size()), receipts.size())) {
      remove(old.id());
    }
  }

  private static Instant completedOf(IncomingRecord incoming) {
    return incoming.completed() == null ? Instant.MAX : incoming.completed();
  }

  private List<Path> paths() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + JSON)) {
      for (Path path : files) {
        String name = String.valueOf(path.getFileName());
        if (Ids.isId(name.substring(0, name.length() - JSON.length()))) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private Path pathOf(String id) {
    return folder.resolve(id + JSON);
  }
}
