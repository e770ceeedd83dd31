package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestFile;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.PayloadReader;
import dev.ferry.payload.Span;
import dev.ferry.payload.SpanCursor;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawals;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.TransferEvent.Progress;
import dev.ferry.transfer.TransferEvent.SourceWithdrawn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one sending side, for every protocol: a manifest, the files behind it, and the hashes of what
 * was sent. It lives in a folder, so that a process that was killed can be followed by another.
 *
 * <p>First {@link #list} gives the entries to whoever offers them, then {@link #accept} says which
 * were taken, then any number of lanes {@link #send}, and {@link #hashes} seal. Thread-safe once
 * accepted; the steps before that belong to one thread.
 */
public final class Outgoing implements AutoCloseable {
  /** The file in its folder that lists what is offered. */
  static final String MANIFEST = "manifest";

  private static final String ACCEPTED = "accepted";
  private static final String HASHES = "hashes";

  private final OfferHeader header;
  private final Path folder;
  private final TreeListing listing;
  private final PayloadFiles files;
  private final Flow flow;
  private final StageMeter meter = new StageMeter();
  private final HashTable hashes = new HashTable();
  private final Withdrawals withdrawals;
  private final ProgressMeter progress;
  private final long began = System.nanoTime();

  private @Nullable Manifest manifest;
  private @Nullable PayloadLayout layout;
  private @Nullable PayloadReader reader;
  private @Nullable HashLog log;

  private Outgoing(
      OfferHeader header, Path folder, TreeListing listing, PayloadFiles files, Flow flow) {
    this.header = header;
    this.folder = folder;
    this.listing = listing;
    this.files = files;
    this.flow = flow;
    this.withdrawals = new Withdrawals(this::tellWithdrawn);
    this.progress = new ProgressMeter(this::tellProgress);
  }

  /** Looks at a tree and puts its entries, in manifest order, into a sink. */
  @FunctionalInterface
  public interface TreeListing {
    /**
     * Lists the tree. Blocks on disk.
     *
     * @throws TransferException with {@link Problem#SOURCE} if a root is missing or cannot be sent
     */
    void list(EntrySink sink) throws IOException;
  }

  /**
   * A sending side whose state is kept in {@code folder}. If that holds the state of one before, it
   * goes on from there and {@code listing} is not asked again.
   *
   * @param folder exists and belongs to this transfer alone
   */
  public static Outgoing open(
      OfferHeader header, Path folder, TreeListing listing, PayloadFiles files, Flow flow)
      throws IOException {
    Outgoing outgoing = new Outgoing(header, folder, listing, files, flow);
    try {
      outgoing.restore();
      return outgoing;
    } catch (IOException | RuntimeException e) {
      try (outgoing) {
        throw e;
      }
    }
  }

  /**
   * How far a transfer that nobody drives at the moment came, as far as its folder tells.
   *
   * @param sent payload bytes whose chunks were sent; -1 if unknown
   * @param total payload bytes; -1 if it was not accepted
   */
  public record Glance(long sent, long total) {
    /** Nothing is known. */
    public static final Glance UNKNOWN = new Glance(-1, -1);

    /** What the folder of a transfer tells. Blocks on disk. */
    public static Glance at(Path folder) throws IOException {
      if (!Files.exists(folder.resolve(ACCEPTED))) {
        return UNKNOWN;
      }
      try (Manifest offered = ManifestFile.open(folder.resolve(MANIFEST))) {
        EntrySet taken = AcceptedFile.read(folder.resolve(ACCEPTED));
        long total = PayloadLayout.of(offered, taken).length();
        return new Glance(
            Math.min(total, HashLog.chunks(folder.resolve(HASHES)) * Chunk.SIZE), total);
      }
    }
  }

  private void restore() throws IOException {
    if (!Files.exists(folder.resolve(MANIFEST))) {
      return;
    }
    try {
      manifest = ManifestFile.open(folder.resolve(MANIFEST));
    } catch (IOException e) {
      // Killed while it was being listed: list again.
      Files.delete(folder.resolve(MANIFEST));
      return;
    }
    if (Files.exists(folder.resolve(ACCEPTED))) {
      layOut(AcceptedFile.read(folder.resolve(ACCEPTED)));
    }
  }

  /** What comes before the entries. */
  public OfferHeader header() {
    return header;
  }

  /** The transfer's id. */
  public TransferId id() {
    return header.id();
  }

  /**
   * Gives every entry to {@code sink}, in order. The first call looks at the tree and hands out
   * each entry at once, whatever is still to come; later calls read what was found then. If the
   * sink fails, the tree is still looked at to its end before that failure is thrown.
   */
  public void list(EntrySink sink) throws IOException {
    if (manifest == null) {
      listFirst(sink);
      return;
    }
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        sink.accept(entry);
      }
    }
  }

  private void listFirst(EntrySink sink) throws IOException {
    Tee tee = new Tee(sink);
    try (ManifestWriter writer =
        ManifestWriter.create(folder.resolve(MANIFEST), ManifestLimits.DEFAULT)) {
      listing.list(entry -> {
        writer.add(entry);
        tee.accept(entry);
        tellScanning(tee);
      });
      manifest = writer.finish();
    }
    tee.rethrow();
  }

  /** Hands entries on until the sink fails, and counts them. */
  private static final class Tee implements EntrySink {
    private final EntrySink sink;
    private @Nullable IOException failure;
    private long entries;
    private long bytes;

    Tee(EntrySink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(Entry entry) {
      entries++;
      bytes += entry instanceof dev.ferry.manifest.FileEntry file ? file.size() : 0;
      if (failure == null) {
        try {
          sink.accept(entry);
        } catch (IOException e) {
          failure = e;
        }
      }
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Whether the tree was listed, in this process or one before. */
  public boolean listed() {
    return manifest != null;
  }

  /** Everything that is offered; only once it is listed. */
  public Manifest manifest() {
    if (manifest == null) {
      throw new IllegalStateException("not listed yet");
    }
    return manifest;
  }

  /** Remembers, for the next process too, what the receiver accepted. Walks the manifest. */
  public void accept(EntrySet accepted) throws IOException {
    AcceptedFile.write(folder.resolve(ACCEPTED), accepted);
    layOut(accepted);
  }

  private void layOut(EntrySet accepted) throws IOException {
    PayloadLayout laid = PayloadLayout.of(manifest(), accepted);
    layout = laid;
    reader = new PayloadReader(laid, files, withdrawals, meter);
    if (log == null) {
      log = HashLog.open(folder.resolve(HASHES), hashes);
    }
  }

  /** Whether an answer was remembered. */
  public boolean accepted() {
    return layout != null;
  }

  /** Where the accepted files lie in the payload. */
  public PayloadLayout layout() {
    if (layout == null) {
      throw new IllegalStateException("not accepted yet");
    }
    return layout;
  }

  /** Takes a file back before it is read, for a reason that the reader cannot see. */
  public void withdraw(Withdrawn withdrawn) {
    withdrawals.add(withdrawn);
  }

  /** What was taken back so far. */
  public List<Withdrawn> withdrawn() {
    return withdrawals.list();
  }

  /** Tells how much the other side holds, so that progress begins there. */
  public void across(long bytes) {
    progress.restart(bytes);
  }

  /**
   * Writes the payload bytes [from, to) to {@code out}. Blocks on disk, net and the speed limit.
   *
   * @throws IOException what {@code out} throws; never because of a source, which is withdrawn
   */
  public void send(long from, long to, OutputStream out) throws IOException {
    HashLog sink = log;
    PayloadReader source = reader;
    if (sink == null || source == null) {
      throw new IllegalStateException("not accepted yet");
    }
    source.read(from, to, (buffer, offset, length) -> push(out, buffer, offset, length), sink);
  }

  private void push(OutputStream out, byte[] buffer, int offset, int length) throws IOException {
    int step = flow.throttle().step(length);
    for (int done = 0; done < length; done += step) {
      int next = Math.min(step, length - done);
      flow.throttle().acquire(next);
      long began = System.nanoTime();
      out.write(buffer, offset + done, next);
      meter.addSince(Stage.NETWORK, began);
      progress.moved(next);
    }
  }

  /**
   * The hashes of all chunks: of what was sent, where it was sent from here; of what is read now,
   * where a process before sent it and did not live to note the hash.
   */
  public ChunkHashes hashes() {
    long[] next = {0};
    return () -> hash(next[0]++);
  }

  private ChunkHash hash(long chunk) throws IOException {
    long from = Chunk.start(chunk);
    long to = Chunk.end(chunk, layout().length());
    if (layout().holes().containsAll(from, to)) {
      return Zeros.hash((int) (to - from));
    }
    if (!hashes.contains(chunk) && isWithdrawn(from, to)) {
      return Zeros.hash((int) (to - from));
    }
    if (!hashes.contains(chunk) && reader != null && log != null) {
      reader.read(from, to, (buffer, offset, length) -> {}, log);
    }
    ChunkHash hash = hashes.get(chunk);
    if (hash == null) {
      throw new IllegalStateException("chunk " + chunk + " was read and has no hash");
    }
    return hash;
  }

  /**
   * Whether nothing but files that were taken back lies there; a peer may claim any size of them.
   */
  private boolean isWithdrawn(long from, long to) throws IOException {
    try (SpanCursor spans = layout().spans(from, to)) {
      for (Span span = spans.next(); span != null; span = spans.next()) {
        if (!withdrawals.contains(span.entry())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Payload bytes that travelled in this process, those that travelled twice counted twice. */
  public long movedHere() {
    return progress.movedHere();
  }

  /** Nanoseconds since this process took it up. */
  public long elapsedNanos() {
    return System.nanoTime() - began;
  }

  /** How long this side waited in each stage. */
  public StageMeter meter() {
    return meter;
  }

  /** Where events of this transfer go. */
  public TransferListener events() {
    return flow.events();
  }

  private void tellWithdrawn(Withdrawn withdrawn) {
    flow.events().on(new SourceWithdrawn(id(), withdrawn.path(), withdrawn.reason()));
  }

  private void tellProgress(long across) {
    flow.events().on(new Progress(id(), Direction.SEND, across, layout().length()));
  }

  private void tellScanning(Tee tee) {
    if (tee.entries % 10_000 == 0) {
      flow.events().on(new TransferEvent.Scanning(id(), tee.entries, tee.bytes));
    }
  }

  /** Closes its files; the folder stays. */
  @Override
  public void close() throws IOException {
    try (HashLog _ = log;
        Manifest _ = manifest) {
      log = null;
      manifest = null;
    }
  }
}
