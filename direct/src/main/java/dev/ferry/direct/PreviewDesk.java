package dev.ferry.direct;

import dev.ferry.identity.Fingerprint;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.TransferId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Knows which offers wait for previews. Thread-safe. */
final class PreviewDesk {
  private final Map<Key, AskedPreviews> open = new ConcurrentHashMap<>();

  /** An offer: two peers' offers are two, even if they have the same id. */
  private record Key(TransferId id, Fingerprint from) {}

  /**
   * The previews of an offer that is to be decided, until closed.
   *
   * @param offered whether its sender gives any
   * @param show asks the sender for these entries; does not block
   */
  AskedPreviews open(PendingOffer offer, boolean offered, Consumer<List<Long>> show) {
    Key key = new Key(offer.header().id(), offer.from().fingerprint());
    AskedPreviews asked = new AskedPreviews(offered, show, closed -> open.remove(key, closed));
    if (offered) {
      open.put(key, asked);
    }
    return asked;
  }

  /** The offer with this id that waits for previews of {@code sender}, if there is one. */
  Optional<AskedPreviews> find(TransferId id, Fingerprint sender) {
    return Optional.ofNullable(open.get(new Key(id, sender)));
  }
}
