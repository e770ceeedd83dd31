package dev.ferry.transfer;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.ByteSink;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.WholeFileReader;
import dev.ferry.payload.Withdrawn;
import dev.ferry.platform.HeldFile;
import dev.ferry.transfer.TransferEvent.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** The file that says what was accepted of it. */
  static final String ACCEPTED = "accepted";

  private static final String WITHDRAWN = "withdrawn";

  private final OfferHeader header;
  private final Path folder;
  private final OutgoingList list;
  private final PayloadFiles files;
  private final Flow flow;
  private final StageMeter meter = new StageMeter();
  private final LatencyMeter roundTrips = new LatencyMeter();
  private final WithdrawnLog withdrawn;
  private final WholeFileReader wholeFiles;
  private final ProgressMeter progress;
  private final PacedOutput output;
  private final KnownAmount known;
  private final long began = System.nanoTime();

  private @Nullable OutgoingPayload payload;

  private Outgoing(
      OfferHeader header, Path folder, TreeListing listing, PayloadFiles files, Flow flow) {
    this.header = header;
    this.folder = folder;
    this.files = files;
    this.flow = flow;
    this.list = new OutgoingList(folder.resolve(MANIFEST), listing, this::tellScanning);
    this.withdrawn =
        new WithdrawnLog(header.id(), flow.events(), folder.resolve(WITHDRAWN), () -> payload);
    this.wholeFiles = new WholeFileReader(files, withdrawn.withdrawals(), meter);
    this.progress = new ProgressMeter(this::tellProgress);
    this.output = new PacedOutput(flow.throttle(), meter, progress);
    this.known = new KnownAmount(folder.resolve(KnownAmount.NAME));
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
      outgoing.withdrawn.restored();
      return outgoing;
    } catch (IOException | RuntimeException e) {
      try (outgoing) {
        throw e;
      }
    }
  }

  private void restore() throws IOException {
    Manifest kept = list.restore();
    if (kept == null) {
      return;
    }
    withdrawn.restore(kept);
    Optional<EntrySet> answer = AcceptedFile.read(folder.resolve(ACCEPTED), kept.entries());
    if (answer.isPresent()) {
      payload = payloadOf(kept, answer.get());
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
    list.list(sink);
  }

  /** Whether the tree was listed, in this process or one before. */
  public boolean listed() {
    return list.isDone();
  }

  /** Everything that is offered; only once it is listed. */
  public Manifest manifest() {
    return list.manifest();
  }

  /**
   * Remembers, for the next process too, what the receiver accepted. Walks the manifest. If the
   * answer is another one than before, what was kept about the payload is dropped: it is another
   * payload.
   */
  public void accept(EntrySet accepted) throws IOException {
    progress.begin();
    OutgoingPayload old = payload;
    if (old != null && old.layout().accepted().equals(accepted)) {
      return;
    }
    if (old != null) {
      old.drop();
    }
    OutgoingPayload.clear(folder);
    known.set(0);
    AcceptedFile.write(folder.resolve(ACCEPTED), accepted);
    payload = payloadOf(manifest(), accepted);
  }

  private OutgoingPayload payloadOf(Manifest offered, EntrySet accepted) throws IOException {
    PayloadLayout layout = PayloadLayout.of(offered, accepted);
    return OutgoingPayload.open(layout, files, withdrawn.withdrawals(), meter, folder);
  }

  /** Whether an answer was remembered. */
  public boolean accepted() {
    return payload != null;
  }

  /** Where the accepted files lie in the payload. */
  public PayloadLayout layout() {
    return payload().layout();
  }

  private OutgoingPayload payload() {
    if (payload == null) {
      throw new IllegalStateException("not accepted yet");
    }
    return payload;
  }

  /** Takes a file back before it is read, for a reason that the reader cannot see. */
  public void withdraw(Withdrawn file) {
    withdrawn.withdrawals().add(file);
  }

  /** Whether the entry with this index was taken back. */
  public boolean isWithdrawn(long index) {
    return withdrawn.withdrawals().contains(index);
  }

  /** What was taken back so far. */
  public List<Withdrawn> withdrawn() {
    return withdrawn.withdrawals().list();
  }

  /** Tells how much the other side holds, so that progress begins there. */
  public void across(long bytes) {
    progress.restart(bytes);
  }

  /** Keeps, for lists, how much the other side is known to have: it has said so. */
  public void known(long bytes) {
    known.set(bytes);
  }

  /** Keeps that the other side is known to have so much more. */
  public void taken(long bytes) {
    known.add(bytes);
  }

  /**
   * Writes the payload bytes [from, to) to {@code out}. Blocks on disk, net and the speed limit.
   *
   * @throws IOException what {@code out} throws, or because this is closed meanwhile; never because
   *     of a source, which is withdrawn
   */
  public void send(long from, long to, OutputStream out) throws IOException {
    payload().read(from, to, (buffer, offset, length) -> output.write(out, buffer, offset, length));
  }

  /**
   * Writes one whole file to {@code out}, for protocols that know files and no payload; no hashes
   * are kept. Zeros take the place of what cannot be read, so a file must not be taken for sent
   * before this has returned and it {@linkplain #isWithdrawn was not withdrawn}. Blocks as the
   * other one does.
   *
   * @param index of {@code file} in the manifest
   * @throws IOException as the other one
   */
  public void send(long index, FileEntry file, OutputStream out) throws IOException {
    wholeFiles.read(
        index, file, (buffer, offset, length) -> output.write(out, buffer, offset, length));
  }

  /**
   * Opens a file that is offered, as it is now, for a look before it is accepted; the caller closes
   * it. Through links only where they are followed by wish. Thread-safe; blocks on disk.
   */
  public HeldFile open(FileEntry file) throws IOException {
    return files.open(file);
  }

  /**
   * Gives one whole file to {@code sink}, before or after it was accepted: for a protocol that
   * promises hashes in its offer. What is said of {@link #send(long, FileEntry, OutputStream)}
   * holds.
   */
  public void read(long index, FileEntry file, ByteSink sink) throws IOException {
    wholeFiles.read(index, file, sink);
  }

  /**
   * The hashes of all chunks: of what was sent, where it was sent from here; of what is read now,
   * where a process before sent it and did not live to note the hash.
   */
  public ChunkHashes hashes() {
    return payload().hashes();
  }

  /** Payload bytes that travelled in this process, those that travelled twice counted twice. */
  public long movedHere() {
    return progress.movedHere();
  }

  /** For how many of the nanoseconds since it was accepted nothing moved, because of a pause. */
  public long stoodStill() {
    return progress.stoodStill();
  }

  /** Nanoseconds since this process took it up. */
  public long elapsedNanos() {
    return System.nanoTime() - began;
  }

  /** Where round trips to the other side are noted. */
  public LatencyMeter roundTrips() {
    return roundTrips;
  }

  /**
   * What was measured so far.
   *
   * @param decided when the other side decided, a reading of {@link System#nanoTime}
   */
  public Measurements measurements(long decided) {
    return progress.measurements(decided, roundTrips.reading());
  }

  /** What this side says of itself in a seal. */
  public SenderReport report() {
    return new SenderReport(meter.reading(), roundTrips.reading());
  }

  /** How long this side waited in each stage. */
  public StageMeter meter() {
    return meter;
  }

  /** Where events of this transfer go. */
  public TransferListener events() {
    return flow.events();
  }

  private void tellProgress(long across) {
    flow.events()
        .on(
            new Progress(
                id(), Direction.SEND, Math.min(across, layout().length()), layout().length()));
  }

  private void tellScanning(long entries, long bytes) {
    flow.events().on(new TransferEvent.Scanning(id(), entries, bytes));
  }

  /** Makes every {@link #send} under way fail soon, and closes its files; the folder stays. */
  @Override
  public void close() throws IOException {
    output.stop();
    try (OutgoingPayload _ = payload;
        list) {
      // Lanes that still send keep what they use; it fails them.
    }
  }
}
