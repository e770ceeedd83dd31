package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.store.Home;
import dev.ferry.store.IncomingIndex;
import dev.ferry.store.IncomingRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a home remembers of receiving transfers: where the staging of those under way lies, and the
 * receipts of those that are complete, so that a sender who lost the answer gets it again.
 * Thread-safe; blocks on disk.
 */
final class TransferRecords {
  private final IncomingIndex index;

  TransferRecords(Home home) throws IOException {
    this.index = IncomingIndex.in(home);
  }

  /**
   * A transfer of an earlier process that is not complete.
   *
   * @param inbox the folder that holds its staging
   * @param resumable whether its sender can go on with it
   */
  record Known(TransferId id, Path inbox, RemotePeer from, String title, boolean resumable) {}

  /** The transfers that are not complete. */
  List<Known> open() throws IOException {
    return index.open().stream().map(TransferRecords::knownOf).toList();
  }

  /** A transfer that is not complete. */
  Optional<Known> open(TransferId id) throws IOException {
    return index.find(id.text()).filter(entry -> !entry.isComplete()).map(TransferRecords::knownOf);
  }

  /** Whether a transfer is complete. */
  boolean isComplete(TransferId id) throws IOException {
    return index.find(id.text()).map(IncomingRecord::isComplete).orElse(false);
  }

  private static Known knownOf(IncomingRecord entry) {
    RemotePeer from =
        new RemotePeer(
            entry.alias(),
            new Fingerprint(entry.fingerprint()),
            entry.address(),
            entry.unproven() ? Standing.UNPROVEN : Standing.KNOWN);
    // Only LocalSend's protocol has no way to go on.
    return new Known(
        new TransferId(entry.id()),
        Path.of(entry.inbox()),
        entry.inOneGo() ? from.overLocalSend() : from,
        entry.title(),
        !entry.inOneGo());
  }

  /** Whether a peer may begin, or come back to, a transfer with this id. */
  boolean mayUse(TransferId id, Fingerprint sender) throws IOException {
    return index
        .find(id.text())
        .map(entry -> entry.fingerprint().equals(sender.hex()))
        .orElse(true);
  }

  /** What was told about a complete transfer, if it was this peer's. */
  Optional<Receipt> receipt(TransferId id, Fingerprint sender) throws IOException {
    return index
        .find(id.text())
        .filter(entry -> entry.fingerprint().equals(sender.hex()))
        .map(IncomingRecord::receipt)
        .map(StoredReceipt::read);
  }

  /** Notes a transfer that begins, durably. */
  void accepted(OfferHeader header, RemotePeer from, Path inbox) throws IOException {
    index.put(
        IncomingRecord.accepted(
                header.id().text(),
                inbox.toString(),
                from.fingerprint().hex(),
                from.alias(),
                from.address(),
                header.title(),
                Instant.now())
            .from(!from.proven(), !header.resumable()));
  }

  /** Notes the end, durably. */
  void completed(TransferId id, Receipt receipt) throws IOException {
    index.complete(id.text(), StoredReceipt.write(receipt));
  }

  /** Forgets a transfer. */
  void forget(TransferId id) throws IOException {
    index.remove(id.text());
  }
}
