package dev.ferry.peer;

import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FileKinds;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.store.HistoryDetails;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.SpeedSeries;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a past transfer. Immutable.
 *
 * @param kinds what kinds of files travelled
 * @param measured speed and latency
 * @param senderWaited nanoseconds that the sending side waited in each stage; empty if that is not
 *     known here
 * @param receiverWaited the same of the receiving side
 */
public record PastDetails(
    FileKinds kinds,
    Measurements measured,
    Map<Stage, Long> senderWaited,
    Map<Stage, Long> receiverWaited) {
  /** Nothing was measured. */
  public static final PastDetails NONE =
      new PastDetails(FileKinds.NONE, Measurements.NONE, Map.of(), Map.of());

  /** Takes copies. */
  public PastDetails {
    senderWaited = Map.copyOf(senderWaited);
    receiverWaited = Map.copyOf(receiverWaited);
  }

  /** As it is kept. */
  HistoryDetails kept() {
    Latency latency = measured.latency();
    Map<String, Long> counts = new HashMap<>();
    kinds.counts().forEach((kind, count) -> counts.put(kind.slug(), count));
    return new HistoryDetails(
        counts,
        measured.firstByteNanos(),
        latency.count(),
        latency.min(),
        latency.median(),
        latency.max(),
        measured.speed().intervalNanos(),
        measured.speed().bytes(),
        named(senderWaited),
        named(receiverWaited));
  }

  /** From what was kept; null gives {@link #NONE}. */
  static PastDetails of(@Nullable HistoryDetails kept) {
    if (kept == null) {
      return NONE;
    }
    try {
      return new PastDetails(
          kinds(kept.kinds()),
          new Measurements(
              kept.firstByte(),
              new Latency(kept.roundTrips(), kept.shortest(), kept.median(), kept.longest()),
              new SpeedSeries(kept.speedInterval(), kept.speed())),
          stages(kept.senderWaited()),
          stages(kept.receiverWaited()));
    } catch (IllegalArgumentException e) {
      // Somebody wrote into the database what no Ferry does.
      return NONE;
    }
  }

  private static FileKinds kinds(Map<String, Long> kept) {
    Map<FileKind, Long> counts = new EnumMap<>(FileKind.class);
    kept.forEach((slug, count) -> FileKind.ofSlug(slug).ifPresent(kind -> counts.put(kind, count)));
    return new FileKinds(counts);
  }

  private static Map<String, Long> named(Map<Stage, Long> waited) {
    Map<String, Long> named = new HashMap<>();
    waited.forEach((stage, nanos) -> named.put(stage.slug(), nanos));
    return named;
  }

  private static Map<Stage, Long> stages(Map<String, Long> kept) {
    Map<Stage, Long> waited = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Long nanos = kept.get(stage.slug());
      if (nanos != null) {
        waited.put(stage, nanos);
      }
    }
    return waited;
  }
}
