package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.FilePlace;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.StagedFiles;
import dev.ferry.payload.Withdrawn;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.LockFile;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a transfer lives until it is published: a hidden folder of the inbox with its manifest,
 * plan, journal and files. At every moment the process, or the machine, may die; {@link
 * Inbox#resume} then finds what is held.
 *
 * <p>Thread-safe: ranges that do not overlap are written at once; {@link #publish} and {@link
 * #delete} are for one thread when no range is open. Everything but the getters blocks on the disk.
 * A full disk is a {@link dev.ferry.platform.NoSpaceException}, a vanished one a {@link
 * dev.ferry.platform.StorageGoneException}; after either the staging can be used again, unless its
 * disk was mounted anew: then it is closed, and resumed in an inbox that is opened anew.
 */
public final class Staging implements AutoCloseable {
  /** How far a transfer has come. */
  public enum Phase {
    /** Something may be missing. */
    RECEIVING,
    /** It is all there, and landing under its final names: {@link Staging#publish} goes on. */
    PUBLISHING,
    /** It has landed; what is left can be deleted. */
    PUBLISHED
  }

  private static final String GONE = "it is gone from the disk";

  private final HeldFolder inbox;
  private final HeldFolder folder;
  private final String id;
  private final Plan plan;
  private final PayloadLayout layout;
  private final StagedFiles files;
  private final Manifest manifest;
  private final HeldFolder filesRoot;
  private final Journal journal;
  private final LockFile lock;
  private final Reception reception;
  private final Checkpointer checkpointer;
  private final Withdrawal withdrawal;
  private final PublishLog publishLog;
  private boolean completing;

  /** Why it ends as it is; null if it does not. */
  private @Nullable String settling;

  /** Whether all that is missing is of files that were taken back. */
  private boolean settled;

  private Phase phase = Phase.RECEIVING;

  /** Takes over everything that is opened for it but the inbox. */
  Staging(
      HeldFolder inbox,
      HeldFolder folder,
      String id,
      Plan plan,
      PayloadLayout layout,
      StagedFiles files,
      Journal journal,
      LockFile lock) {
    this.inbox = inbox;
    this.folder = folder;
    this.id = id;
    this.plan = plan;
    this.layout = layout;
    this.files = files;
    this.manifest = plan.manifest();
    this.filesRoot = files.root();
    this.journal = journal;
    this.lock = lock;
    reception = new Reception(id, layout, files, journal);
    checkpointer = reception.checkpointer();
    withdrawal = new Withdrawal(layout);
    publishLog = new PublishLog(journal);
  }

  /** Takes over what a journal tells, once what it may tell wrongly has been checked. */
  void replay(Journal.Reopened reopened) throws IOException {
    Doubts doubts = new Doubts();
    for (int i = 0; i < reopened.records().size(); i++) {
      JournalRecord record = reopened.records().get(i);
      if (i >= reopened.forced()) {
        doubts.add(record, reception.holdings());
      }
      apply(record);
    }
    if (phase == Phase.RECEIVING) {
      if (completing) {
        new Reopening(files, layout).run();
      }
      doubts.settle(reception);
    }
  }

  private void apply(JournalRecord record) throws IOException {
    switch (record) {
      case JournalRecord.Held held -> reception.holdings().held(held.chunk(), held.hash());
      case Part part -> reception.holdings().part(part);
      case JournalRecord.Forget forget -> reception.holdings().forget(forget.chunk());
      case JournalRecord.Drop drop -> reception.holdings().drop(drop);
      case JournalRecord.Forced ignored -> {}
      case JournalRecord.Withdraw withdraw -> withdrawal.add(withdraw.entry(), withdraw.reason());
      case JournalRecord.Settling why -> settling = why.reason();
      case JournalRecord.Completing ignored -> completing = true;
      case JournalRecord.Publishing ignored -> phase = Phase.PUBLISHING;
      case JournalRecord.Naming naming -> publishLog.replay(naming);
      case JournalRecord.Making making -> publishLog.replay(making);
      case JournalRecord.Loosening loosening -> publishLog.replay(loosening);
      case JournalRecord.Published ignored -> phase = Phase.PUBLISHED;
    }
  }

  /** Names the transfer. */
  public String id() {
    return id;
  }

  /** The manifest, a copy of its own. */
  public Manifest manifest() {
    return manifest;
  }

  /** What was accepted, and what happens to it. */
  public Plan plan() {
    return plan;
  }

  /** The payload: the files that the plan wants. */
  public PayloadLayout layout() {
    return layout;
  }

  /** How far it has come. */
  public synchronized Phase phase() {
    return phase;
  }

  /** The bytes that are wanted, and neither held nor known to be zeros. */
  public RangeSet missing() {
    return phase() == Phase.RECEIVING && !isSettled() ? reception.missing() : RangeSet.EMPTY;
  }

  private synchronized boolean isSettled() {
    return settled;
  }

  /** Why it was to be settled when {@link #settle} was called first; null if it was not. */
  public synchronized @Nullable String settling() {
    return settling;
  }

  /** The hash of a chunk that is held whole or lies in a hole; null if it is not held. */
  public @Nullable ChunkHash hash(long chunk) {
    return reception.hash(chunk);
  }

  /**
   * Opens a range to be written; it is closed early if not all of it comes. What is written counts
   * as soon as a chunk is whole, about once a second, and when the writer is closed.
   *
   * @throws RangeConflictException if not all of it is missing, or another writer has a part of it
   * @throws IOException also if forcing failed a moment ago; a writer that was open then throws it,
   *     too
   */
  public RangeWriter openRange(long from, long to, StageMeter meter) throws IOException {
    requireOpen(from, to);
    return reception.open(from, to, meter);
  }

  private void requireOpen(long from, long to) throws IOException {
    if (phase() != Phase.RECEIVING || settling() != null) {
      throw new RangeConflictException(from, to, "nothing more is received");
    }
    requireInbox();
  }

  /** A folder that was moved, or whose disk was taken away, is not where anybody looks for it. */
  private void requireInbox() throws IOException {
    if (!Inbox.isInPlace(inbox)) {
      throw new StorageGoneException(
          inbox.path().toString(), "The folder was moved, deleted or unmounted");
    }
  }

  /** Counts a chunk as missing: it is not what its sender hashed. */
  public void forget(long chunk) throws IOException {
    reception.forget(chunk);
  }

  /**
   * Counts the bytes [from, to) as missing, durably, so that they can be written anew. What else is
   * in their chunks stays.
   *
   * @throws RangeConflictException if somebody writes there, or nothing more is received
   */
  public void forget(long from, long to) throws IOException {
    requireOpen(from, to);
    reception.forget(from, to);
  }

  /** Drops files that their sender took back. What is no file of the payload is ignored. */
  public void withdraw(List<Withdrawn> files) throws IOException {
    for (Withdrawn file : files) {
      String reason = withdrawal.hasRoom() ? file.reason() : "";
      if (withdrawal.add(file.index(), reason)) {
        journal.append(new JournalRecord.Withdraw(file.index(), reason));
      }
    }
  }

  /**
   * Contents itself with what is here: drops every file of which a byte is missing, so that {@link
   * #publish} publishes the others. From the first call on nothing more can be written, in later
   * processes, too. It can be called again after it failed, and must be after a crash; nothing
   * happens once it is being published.
   *
   * @param reason why files were dropped, for a person
   * @param received which of the empty files came, the others are dropped as well; null if all of
   *     them did
   * @return how many files are left
   * @throws IllegalStateException if a range is open
   */
  public long settle(String reason, @Nullable EntrySet received) throws IOException {
    if (phase() == Phase.RECEIVING) {
      requireInbox();
      beginSettling(reason);
      if (!reception.isIdle()) {
        throw new IllegalStateException("a range is open");
      }
      // Files that are dropped share chunks with others, and could not be hashed again.
      reception.settle();
      withdraw(new Shortfall(layout, reception.missing(), received).find(), reason);
      synchronized (this) {
        settled = true;
      }
    }
    return layout.files() - withdrawal.count();
  }

  private synchronized void beginSettling(String reason) throws IOException {
    if (settling == null) {
      journal.append(new JournalRecord.Settling(reason));
      settling = reason;
    }
  }

  private void withdraw(EntrySet files, String reason) throws IOException {
    for (EntrySet.Run run : files.runs()) {
      for (long index = run.from(); index < run.to(); index++) {
        withdraw(List.of(new Withdrawn(index, "", reason)));
      }
    }
  }

  /** The first {@value Withdrawal#NAMED} files that were taken back. */
  public List<Withdrawn> withdrawn() {
    return withdrawal.named();
  }

  /** How many files were taken back. */
  public long withdrawnFiles() {
    return withdrawal.count();
  }

  /** Forces what was written so far to the disk, as happens by itself about once a second. */
  public void checkpoint() throws IOException {
    checkpointer.checkpoint();
  }

  /**
   * Publishes what was received: completes the staged files, forces them, moves them to their final
   * names and forces those. It can be called again after it failed, or after a crash, until it has
   * succeeded, and once more then for the same report.
   *
   * @throws IllegalStateException if something is missing, or a range is open
   * @throws StagedDataLostException if something is found to be missing now; what is settled does
   *     without the files that are
   */
  public PublishReport publish(StageMeter meter) throws IOException {
    if (phase() == Phase.RECEIVING && !(reception.isIdle() && missing().isEmpty())) {
      throw new IllegalStateException("not everything is received");
    }
    requireInbox();
    checkpointer.stop();
    long began = System.nanoTime();
    try {
      if (phase() == Phase.PUBLISHED) {
        return ReportFile.read(folder);
      }
      boolean resumed = phase() == Phase.PUBLISHING;
      if (!resumed) {
        complete();
      }
      PublishReport report =
          new Landing(inbox, files, plan, layout, withdrawal, publishLog, resumed).land();
      ReportFile.write(folder, report);
      enter(Phase.PUBLISHED, new JournalRecord.Published());
      return report;
    } finally {
      meter.addSince(StageMeter.Stage.DISK_WRITE, began);
    }
  }

  /** Gives staged files their final form, on the disk too: from then on they only move. */
  private void complete() throws IOException {
    if (!completing) {
      journal.append(new JournalRecord.Completing());
      completing = true;
    }
    if (isSettled()) {
      // The disk may have failed since, and taken something that was counted.
      withdraw(new Shortfall(layout, reception.missing(), null).find(), GONE);
    }
    SortedSet<Long> lost = new Completion(files, layout, withdrawal).run();
    while (!lost.isEmpty() && isSettled()) {
      for (long index : lost) {
        withdraw(List.of(new Withdrawn(index, "", GONE)));
      }
      lost = new Completion(files, layout, withdrawal).run();
    }
    if (!lost.isEmpty()) {
      Set<Long> chunks = chunksOf(lost);
      forget(chunks);
      throw new StagedDataLostException(chunks.size());
    }
    forceAll();
    enter(Phase.PUBLISHING, new JournalRecord.Publishing());
  }

  private Set<Long> chunksOf(SortedSet<Long> entries) throws IOException {
    Set<Long> chunks = new TreeSet<>();
    for (long index : entries) {
      FilePlace place = layout.rangeOf(index);
      for (long chunk = Chunk.of(place.from()); Chunk.start(chunk) < place.to(); chunk++) {
        chunks.add(chunk);
      }
    }
    return chunks;
  }

  private void forget(Set<Long> chunks) throws IOException {
    new Reopening(files, layout).run();
    for (long chunk : chunks) {
      reception.forget(chunk);
    }
  }

  private void forceAll() throws IOException {
    DirtyFiles all = new DirtyFiles(manifest, files);
    for (EntrySet.Run run : layout.accepted().runs()) {
      for (long index = run.from(); index < run.to(); index++) {
        all.add(index);
      }
    }
    try {
      checkpointer.checkpoint(all);
    } catch (IOException e) {
      new Reopening(files, layout).run();
      throw e;
    }
  }

  private void enter(Phase next, JournalRecord record) throws IOException {
    if (phase() != next) {
      journal.append(record);
      journal.force();
      synchronized (this) {
        phase = next;
      }
    }
  }

  /** Deletes it with everything it holds, and closes it. */
  public void delete() throws IOException {
    try (this) {
      checkpointer.close();
      StagingArea.deleteJournal(inbox, id);
      deleteFiles();
    }
    // Only now: some file systems keep open files, under another name.
    StagingArea.delete(inbox, id);
  }

  private void deleteFiles() throws IOException {
    try {
      folder.deleteTree(StagingArea.FILES);
    } catch (AccessDeniedException e) {
      new Reopening(files, layout).run();
      folder.deleteTree(StagingArea.FILES);
    }
  }

  /** Closes it without forcing anything; what it holds stays for {@link Inbox#resume}. */
  @Override
  public void close() throws IOException {
    checkpointer.close();
    try (lock;
        folder;
        filesRoot;
        manifest) {
      journal.close();
    }
  }
}
