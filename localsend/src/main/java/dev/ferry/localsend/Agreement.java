package dev.ferry.localsend;

import dev.ferry.manifest.EntrySet;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the device takes of a transfer, as it says with each answer. Used by one thread. */
final class Agreement {
  private final Outgoing outgoing;
  private final RemotePeer peer;
  private final DeliveredFile delivered;
  private boolean agreed;
  private long decided = System.nanoTime();
  private long missingAtFirst;

  Agreement(Outgoing outgoing, RemotePeer peer, DeliveredFile delivered) {
    this.outgoing = outgoing;
    this.peer = peer;
    this.delivered = delivered;
  }

  /** Which of what was offered is taken; the rest is named, and not offered again. */
  List<Parcel> wanted(PrepareAnswer.Decision decision, List<Parcel> offer) throws IOException {
    Set<String> ids =
        decision instanceof PrepareAnswer.Session session
            ? session.reply().tokens().keySet()
            : Set.of();
    Map<Boolean, List<Parcel>> parts =
        offer.stream().collect(Collectors.partitioningBy(parcel -> ids.contains(parcel.id())));
    List<Parcel> taken = List.copyOf(parts.getOrDefault(true, List.of()));
    if (taken.isEmpty() && !ids.isEmpty()) {
      throw new TransferException(
          Problem.NOT_FERRY,
          peer.address() + " breaks the protocol: it wants files that were not offered.");
    }
    List<Parcel> left = parts.getOrDefault(false, List.of());
    for (Parcel parcel : left) {
      leave(parcel, offer.size() == 1);
    }
    if (!taken.isEmpty()) {
      accept(taken, left);
    }
    return taken;
  }

  /** A message that came alone was read; what came with it, or else, was not wanted. */
  private void leave(Parcel parcel, boolean alone) throws IOException {
    if (alone && parcel instanceof Parcel.OfText) {
      delivered.add(parcel);
      return;
    }
    outgoing
        .events()
        .on(
            new TransferEvent.Skipped(
                outgoing.id(),
                parcel.name(),
                "the receiver left it out: it is there already, or not wanted",
                true));
  }

  /** The payload is what was taken before and not left out now. */
  private void accept(List<Parcel> taken, List<Parcel> left) throws IOException {
    BitSet bits = outgoing.accepted() ? outgoing.layout().accepted().toBits() : new BitSet();
    bits.andNot(indices(left));
    bits.or(indices(taken));
    outgoing.accept(EntrySet.of(bits));
    if (!agreed) {
      agreed = true;
      decided = System.nanoTime();
      missingAtFirst = taken.stream().mapToLong(Parcel::size).sum();
      tellAccepted();
    }
  }

  private static BitSet indices(List<Parcel> parcels) {
    BitSet bits = new BitSet();
    for (Parcel parcel : parcels) {
      if (parcel instanceof Parcel.OfFile file) {
        bits.set(Math.toIntExact(file.index()));
      }
    }
    return bits;
  }

  private void tellAccepted() throws IOException {
    long held = Arrived.of(outgoing.manifest(), delivered).bytes();
    outgoing.events().on(TransferEvent.Accepted.of(outgoing, peer, held));
  }

  /** What it took, seen from this side. */
  Outcome.Effort effort() {
    return Outcome.Effort.of(outgoing, decided, missingAtFirst);
  }
}
