package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestException;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.payload.Withdrawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What peers have picked from one share. A pick comes as a manifest, the entries as the peer knows
 * them, so that it means the same after this program was started again; an entry that is not, or no
 * longer, exactly in the share is withdrawn. Thread-safe.
 */
public final class Selections {
  /** How many are kept; the one that was not used for longest goes first. */
  static final int MOST = 64;

  /** How many are kept of one peer. */
  static final int MOST_OF_ONE = 8;

  private final Share share;
  private final Path folder;
  private final PayloadFiles files;
  private final Flow flow;
  private final Map<TransferId, Selection> kept = new LinkedHashMap<>(16, 0.75f, true);

  Selections(Share share, Path folder, PayloadFiles files, Flow flow) {
    this.share = share;
    this.folder = folder;
    this.files = files;
    this.flow = flow;
  }

  /** Begins to take a pick. */
  public Draft draft(RemotePeer by) throws IOException {
    return new Draft(by);
  }

  /** The selection with this id, if that peer made it and it is still kept. */
  public synchronized Optional<Selection> find(TransferId id, Fingerprint by) {
    return Optional.ofNullable(kept.get(id))
        .filter(selection -> selection.by().fingerprint().equals(by));
  }

  private void keep(Selection selection) throws IOException {
    Selection dropped;
    synchronized (this) {
      dropped = superfluous(selection.by().fingerprint());
      kept.put(selection.id(), selection);
      if (dropped != null) {
        kept.remove(dropped.id());
      }
    }
    if (dropped != null) {
      dropped.close();
      Folders.delete(folder.resolve(dropped.id().text()));
    }
  }

  /** What has to go for one more of this peer: its own first, if it has many. */
  private @Nullable Selection superfluous(Fingerprint by) throws TransferException {
    List<Selection> own =
        kept.values().stream().filter(old -> old.by().fingerprint().equals(by)).toList();
    if (own.size() < MOST_OF_ONE && kept.size() < MOST) {
      return null;
    }
    return (own.size() < MOST_OF_ONE ? kept.values().stream() : own.stream())
        .filter(Selection::idle)
        .findFirst()
        .orElseThrow(() ->
            new TransferException(
                Problem.BUSY, "too much is being fetched from this share; try again later"));
  }

  synchronized void close() throws IOException {
    for (Selection selection : kept.values()) {
      selection.close();
    }
    kept.clear();
  }

  /** A pick that arrives. Belongs to one thread; closing it drops what was not finished. */
  public final class Draft implements AutoCloseable {
    private final RemotePeer by;
    private final TransferId id = TransferId.random();
    private final Path place = folder.resolve(id.text());
    private final ManifestWriter writer;
    private boolean finished;

    private Draft(RemotePeer by) throws IOException {
      this.by = by;
      Files.createDirectory(place);
      this.writer = ManifestWriter.create(place.resolve(Outgoing.MANIFEST), ManifestLimits.DEFAULT);
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

    /** Ends the pick and keeps it. Walks both manifests. */
    public Selection finish() throws IOException {
      writer.finish().close();
      OfferHeader header = new OfferHeader(id, share.title(), null, ClashPolicy.KEEP_BOTH);
      Outgoing outgoing = Outgoing.open(header, place, sink -> {}, files, flow);
      withdrawStrangers(outgoing);
      outgoing.accept(EntrySet.all(outgoing.manifest().entries()));
      Selection selection = new Selection(by, outgoing);
      try {
        keep(selection);
      } catch (TransferException e) {
        selection.close();
        throw e;
      }
      finished = true;
      return selection;
    }

    @Override
    public void close() throws IOException {
      writer.close();
      if (!finished) {
        Folders.delete(place);
      }
    }
  }

  /** Both manifests are sorted: one walk finds what is picked but not shared. */
  private void withdrawStrangers(Outgoing outgoing) throws IOException {
    try (Manifest.Cursor picked = outgoing.manifest().walk();
        Manifest.Cursor shared = share.manifest().walk()) {
      @Nullable Entry ours = shared.next();
      for (Entry theirs = picked.next(); theirs != null; theirs = picked.next()) {
        while (ours != null && ours.path().compareTo(theirs.path()) < 0) {
          ours = shared.next();
        }
        if (!theirs.equals(ours)) {
          outgoing.withdraw(
              new Withdrawn(
                  picked.index(),
                  theirs.path().toString(),
                  "it is not shared, or has changed since"));
        }
      }
    }
  }
}
