package dev.ferry.peer.events;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.SpeedSeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a transfer ended. */
final class OutcomeReader {
  private OutcomeReader() {}

  /**
   * The outcome that an event tells.
   *
   * @param way which way the transfer went, which says whose waiting is whose
   */
  static Outcome read(Fields ended, Direction way) throws MalformedException {
    String result = ended.text("result");
    return switch (result) {
      case "completed" -> completed(ended, way);
      case "declined" -> new Outcome.Declined(ended.text("message"));
      case "interrupted" -> new Outcome.Interrupted(problem(ended), ended.text("message"));
      case "failed" -> new Outcome.Failed(problem(ended), ended.text("message"));
      default -> throw new MalformedException("no such result");
    };
  }

  private static Problem problem(Fields ended) throws MalformedException {
    return EventWords.problem(ended.text("problem"));
  }

  private static Outcome completed(Fields ended, Direction way) throws MalformedException {
    Map<Stage, Long> sender = stages(ended.optionalObject("senderWaited"));
    Map<Stage, Long> receiver = stages(ended.optionalObject("receiverWaited"));
    boolean sent = way == Direction.SEND;
    return new Outcome.Completed(
        receipt(ended.object("receipt"), receiver),
        new Outcome.Effort(
            ended.count("payloadBytes"),
            ended.count("sentBytes"),
            ended.count("resentBytes"),
            ended.count("nanos"),
            sent ? sender : receiver,
            new Measurements(
                ended.count("firstByteNanos", -1),
                latency(ended.optionalObject("roundTrips")),
                SpeedSeries.NONE),
            sent ? Map.of() : sender));
  }

  private static Receipt receipt(Fields receipt, Map<Stage, Long> waited)
      throws MalformedException {
    List<Withdrawn> withdrawn = new ArrayList<>();
    for (Fields file : receipt.objects("withdrawn")) {
      withdrawn.add(new Withdrawn(-1, file.text("path"), file.text("reason")));
    }
    return new Receipt(
        receipt.count("files"),
        receipt.count("bytes"),
        receipt.count("same"),
        receipt.count("skipped"),
        receipt.texts("keptBeside"),
        withdrawn,
        receipt.count("withdrawnFiles"),
        receipt.count("refused"),
        receipt.text("destination"),
        waited,
        receipt.optionalText("textFile"),
        receipt.has("arrived") ? receipt.texts("arrived") : List.of());
  }

  private static Latency latency(@Nullable Fields times) throws MalformedException {
    if (times == null) {
      return Latency.NONE;
    }
    try {
      return new Latency(
          times.count("count"), times.count("min"), times.count("median"), times.count("max"));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("\"roundTrips\" cannot be", e);
    }
  }

  /** A stage without waiting is the same as none. */
  private static Map<Stage, Long> stages(@Nullable Fields waited) throws MalformedException {
    Map<Stage, Long> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      long nanos = waited == null ? 0 : waited.count(EventWords.word(stage), 0);
      if (nanos > 0) {
        stages.put(stage, nanos);
      }
    }
    return stages;
  }
}
