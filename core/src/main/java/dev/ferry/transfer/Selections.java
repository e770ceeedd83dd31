package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestException;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.payload.Withdrawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What peers have picked from one share. A pick comes as a manifest, the entries as the peer knows
 * them, so that it means the same after this program was started again; an entry that is not, or no
 * longer, exactly in the share is withdrawn. Thread-safe.
 */
public final class Selections {
  /** How many are kept; of those not in use the one that was not asked for longest goes first. */
  static final int MOST = 64;

  /** How many are kept of one peer. */
  static final int MOST_OF_ONE = 8;

  /** How many entries of a pick may be no part of the share: each costs memory here. */
  static final int MOST_STRANGERS = 65_536;

  /** A peer that asks for nothing for so long has gone away, as far as anybody is told. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int LOOKS = 4;

  private final Share share;
  private final Path folder;
  private final PayloadFiles files;
  private final Flow flow;
  private final Map<TransferId, Selection> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final DraftRoom drafts = new DraftRoom();
  private final Duration patience;
  private @Nullable ScheduledExecutorService watch;
  private boolean closed;

  Selections(Share share, Path folder, PayloadFiles files, Flow flow, Duration patience) {
    this.share = share;
    this.folder = folder;
    this.files = files;
    this.flow = flow;
    this.patience = patience;
  }

  /**
   * Begins to take a pick.
   *
   * @throws TransferException with {@link Problem#BUSY} if too many arrive at once
   */
  public Draft draft(RemotePeer by) throws IOException {
    drafts.enter(by.fingerprint());
    try {
      TransferId id = TransferId.random();
      Path place = Files.createDirectory(folder.resolve(id.text()));
      return new Draft(by, id, place);
    } catch (IOException | RuntimeException e) {
      drafts.leave(by.fingerprint());
      throw e;
    }
  }

  /** The selection with this id, if that peer made it and it is still kept. */
  public synchronized Optional<Selection> find(TransferId id, Fingerprint by) {
    return Optional.ofNullable(kept.get(id))
        .filter(selection -> selection.by().fingerprint().equals(by));
  }

  private synchronized void keep(Selection selection) throws IOException {
    if (closed) {
      throw Selection.gone();
    }
    makeRoom(selection.by().fingerprint());
    kept.put(selection.id(), selection);
    if (watch == null) {
      watch = watch();
    }
  }

  private ScheduledExecutorService watch() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("ferry-share-watch").unstarted(task));
    long interval = patience.toNanos() / LOOKS;
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> all().forEach(selection -> selection.endIfIdle(patience)),
            interval,
            interval,
            TimeUnit.NANOSECONDS);
    return timer;
  }

  private synchronized List<Selection> all() {
    return List.copyOf(kept.values());
  }

  /** Drops what has to go for one more of this peer: its own first, if it has many. */
  private void makeRoom(Fingerprint by) throws IOException {
    List<Selection> own =
        kept.values().stream().filter(old -> old.by().fingerprint().equals(by)).toList();
    if (own.size() < MOST_OF_ONE && kept.size() < MOST) {
      return;
    }
    for (Selection old : own.size() < MOST_OF_ONE ? List.copyOf(kept.values()) : own) {
      if (old.closeIfIdle()) {
        kept.remove(old.id());
        Folders.delete(folder.resolve(old.id().text()));
        return;
      }
    }
    throw new TransferException(
        Problem.BUSY, "too much is being fetched from this share; try again later");
  }

  /** Stops everybody who fetches, and takes no picks any more. */
  synchronized void close() throws IOException {
    closed = true;
    if (watch != null) {
      watch.shutdownNow();
    }
    for (Selection selection : kept.values()) {
      selection.close();
    }
    kept.clear();
  }

  /** A pick that arrives. Belongs to one thread; closing it drops what was not finished. */
  public final class Draft implements AutoCloseable {
    private final RemotePeer by;
    private final TransferId id;
    private final Path place;
    private final ManifestWriter writer;
    private boolean finished;
    private boolean closed;

    private Draft(RemotePeer by, TransferId id, Path place) throws IOException {
      this.by = by;
      this.id = id;
      this.place = place;
      this.writer =
          ManifestWriter.create(place.resolve(Outgoing.MANIFEST), DraftRoom.limits(share));
    }

    /**
     * Takes the next entry.
     *
     * @throws TransferException with {@link Problem#BAD_REQUEST} if it breaks a rule of manifests
     */
    public void add(Entry entry) throws IOException {
      try {
        writer.add(entry);
      } catch (ManifestException e) {
        throw new TransferException(
            Problem.BAD_REQUEST, "the selection is refused: " + e.getMessage(), e);
      }
    }

    /**
     * Ends the pick and keeps it. Walks both manifests.
     *
     * @throws TransferException with {@link Problem#NOT_FOUND} if far too much of it is not in the
     *     share, or the share has ended
     */
    public Selection finish() throws IOException {
      writer.finish().close();
      OfferHeader header = new OfferHeader(id, share.title(), null, ClashPolicy.KEEP_BOTH);
      Outgoing outgoing = Outgoing.open(header, place, sink -> {}, files, flow);
      try {
        withdrawStrangers(outgoing);
        outgoing.accept(EntrySet.all(outgoing.manifest().entries()));
        Selection selection = new Selection(by, outgoing);
        keep(selection);
        selection.begin();
        finished = true;
        return selection;
      } finally {
        if (!finished) {
          outgoing.close();
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        writer.close();
        if (!finished) {
          Folders.delete(place);
        }
      } finally {
        drafts.leave(by.fingerprint());
      }
    }
  }

  /** Both manifests are sorted: one walk finds what is picked but not shared. */
  private void withdrawStrangers(Outgoing outgoing) throws IOException {
    int strangers = 0;
    try (Manifest.Cursor picked = outgoing.manifest().walk();
        Manifest.Cursor shared = share.manifest().walk()) {
      @Nullable Entry ours = shared.next();
      for (Entry theirs = picked.next(); theirs != null; theirs = picked.next()) {
        while (ours != null && ours.path().compareTo(theirs.path()) < 0) {
          ours = shared.next();
        }
        if (!theirs.equals(ours)) {
          checkStrangers(++strangers);
          outgoing.withdraw(stranger(picked.index(), theirs));
        }
      }
    }
  }

  private static void checkStrangers(int count) throws TransferException {
    if (count > MOST_STRANGERS) {
      throw new TransferException(
          Problem.NOT_FOUND,
          "most of what was asked for is not shared, or has changed since; get it anew");
    }
  }

  private static Withdrawn stranger(long index, Entry entry) {
    return new Withdrawn(index, entry.path().toString(), "it is not shared, or has changed since");
  }
}
