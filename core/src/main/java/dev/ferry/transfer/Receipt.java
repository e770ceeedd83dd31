package dev.ferry.transfer;

import dev.ferry.inbox.PublishReport;
import dev.ferry.inbox.Staging;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the receiving side did in the end; it goes back to the sender. Names are not escaped.
 *
 * @param files files published
 * @param bytes their sizes added up
 * @param same files that were there already
 * @param skipped files that the clash policy left out
 * @param keptBeside the first few names under which files landed beside an older one
 * @param withdrawn the first few files dropped because their source changed or vanished
 * @param withdrawnFiles how many were dropped so
 * @param refused how many entries were left out as unsafe
 * @param destination the folder where it landed; empty on the side that must not know
 * @param waited nanoseconds that the receiving side waited in each stage
 * @param textFile what a text message was offered as to a receiver that has taken it as a file;
 *     null if there was none, or it was shown
 * @param arrived where the first few files stand below {@code destination}; empty on the side that
 *     must not know
 */
public record Receipt(
    long files,
    long bytes,
    long same,
    long skipped,
    List<String> keptBeside,
    List<Withdrawn> withdrawn,
    long withdrawnFiles,
    long refused,
    String destination,
    Map<Stage, Long> waited,
    @Nullable String textFile,
    List<String> arrived) {
  /** How many names each of the lists holds at most. */
  public static final int SAMPLES = 20;

  /** Of a transfer without a text that became a file. */
  public Receipt(
      long files,
      long bytes,
      long same,
      long skipped,
      List<String> keptBeside,
      List<Withdrawn> withdrawn,
      long withdrawnFiles,
      long refused,
      String destination,
      Map<Stage, Long> waited) {
    this(
        files,
        bytes,
        same,
        skipped,
        keptBeside,
        withdrawn,
        withdrawnFiles,
        refused,
        destination,
        waited,
        null,
        List.of());
  }

  /** Takes copies. */
  public Receipt {
    keptBeside = List.copyOf(keptBeside);
    withdrawn = List.copyOf(withdrawn);
    waited = Map.copyOf(waited);
    arrived = List.copyOf(arrived);
  }

  /** Of a transfer that was published from {@code staging}. */
  static Receipt published(
      PublishReport report, Staging staging, String destination, Map<Stage, Long> waited) {
    return new Receipt(
        report.files(),
        report.bytes(),
        report.same(),
        report.skipped(),
        report.besideNames(),
        staging.withdrawn().stream().limit(SAMPLES).toList(),
        staging.withdrawnFiles(),
        report.refused(),
        destination,
        waited,
        null,
        report.names());
  }

  /** Of a text message. */
  static Receipt ofText(String destination) {
    return new Receipt(0, 0, 0, 0, List.of(), List.of(), 0, 0, destination, Map.of());
  }

  /** What a sharing side can know of a pull. */
  static Receipt delivered(long files, long bytes, List<Withdrawn> withdrawn) {
    List<Withdrawn> first = withdrawn.stream().limit(SAMPLES).toList();
    return new Receipt(
        Math.max(0, files - withdrawn.size()),
        bytes,
        0,
        0,
        List.of(),
        first,
        withdrawn.size(),
        0,
        "",
        Map.of());
  }

  /** Whether everything that was accepted has arrived. */
  public boolean whole() {
    return withdrawnFiles == 0 && refused == 0;
  }
}
