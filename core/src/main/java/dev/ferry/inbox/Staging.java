package dev.ferry.inbox;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.Withdrawn;
import java.io.IOException;
import java.util.List;
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

  private final StagingFolder folder;
  private final PayloadLayout layout;
  private final StagingProgress progress;
  private final Reception reception;
  private final Withdrawal withdrawal;
  private final PublishLog publishLog;

  /** Takes over everything that is opened for it but the inbox. */
  Staging(StagingFolder folder) {
    this.folder = folder;
    layout = folder.layout();
    progress = new StagingProgress(folder.journal());
    reception = new Reception(folder.id(), layout, folder.files(), folder.journal());
    withdrawal = new Withdrawal(layout, folder.journal());
    publishLog = new PublishLog(folder.journal());
  }

  /** Takes over what a journal tells, once what it may tell wrongly has been checked. */
  void replay(Journal.Reopened reopened) throws IOException {
    new Replay(folder, progress, reception, withdrawal, publishLog).run(reopened);
  }

  /** Names the transfer. */
  public String id() {
    return folder.id();
  }

  /** The manifest, a copy of its own. */
  public Manifest manifest() {
    return folder.manifest();
  }

  /** What was accepted, and what happens to it. */
  public Plan plan() {
    return folder.plan();
  }

  /** The payload: the files that the plan wants. */
  public PayloadLayout layout() {
    return layout;
  }

  /** How far it has come. */
  public Phase phase() {
    return progress.phase();
  }

  /** The bytes that are wanted, and neither held nor known to be zeros. */
  public RangeSet missing() {
    return phase() == Phase.RECEIVING && !progress.isSettled()
        ? reception.missing()
        : RangeSet.EMPTY;
  }

  /** Why it was to be settled when {@link #settle} was called first; null if it was not. */
  public @Nullable String settling() {
    return progress.settling();
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
    folder.requireInPlace();
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
      withdrawal.withdraw(file.index(), file.reason());
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
      folder.requireInPlace();
      progress.beginSettling(reason);
      if (!reception.isIdle()) {
        throw new IllegalStateException("a range is open");
      }
      // Files that are dropped share chunks with others, and could not be hashed again.
      reception.settle();
      withdrawal.withdraw(new Shortfall(layout, reception.missing(), received).find(), reason);
      progress.settled();
    }
    return layout.files() - withdrawal.count();
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
    reception.checkpointer().checkpoint();
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
    folder.requireInPlace();
    reception.checkpointer().stop();
    long began = System.nanoTime();
    try {
      return new Publication(folder, progress, reception, withdrawal, publishLog).run();
    } finally {
      meter.addSince(StageMeter.Stage.DISK_WRITE, began);
    }
  }

  /** Deletes it with everything it holds, and closes it. */
  public void delete() throws IOException {
    reception.checkpointer().close();
    folder.delete();
  }

  /** Closes it without forcing anything; what it holds stays for {@link Inbox#resume}. */
  @Override
  public void close() throws IOException {
    reception.checkpointer().close();
    folder.close();
  }
}
