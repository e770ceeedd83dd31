package dev.ferry.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.Golden;
import dev.ferry.cli.Golden.Look;
import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Samples;
import dev.ferry.cli.show.TerminalSize;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.Glimpse;
import dev.ferry.peer.AcceptRule;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import dev.ferry.transfer.Glimpses;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the question about an offer looks like, with all that is told before it. */
class OfferGoldenTest {
  private static final Map<String, String> FILES =
      Map.of(
          "album/guests.csv",
          """
          id,name,city,arrives,nights,paid
          1,Ann Müller,Köln,2026-11-21,3,180.00
          2,李小龍,東京,2026-11-22,1,60.50
          3,"José García, and family",Madrid,2026-11-21,12,720.00
          """,
          "album/plan.json",
          """
          {"day": "2026-11-21", "stops": [{"at": "Köln", "km": 0}, {"at": "Aachen", "km": 70.5}],
           "note": "the long way, as the weather is said to be good until the evening", "rain": null}
          """,
          "album/readme.txt",
          "Dear all,\n\nthese are the pictures.\n");

  @TempDir private Path folder;

  static List<Look> looks() {
    return Look.all().toList();
  }

  /** A person whose answers are known before; what was asked stands where it was asked. */
  private static final class Typist implements Asker {
    private final int columns;
    private final Queue<String> answers;
    private @Nullable Console console;

    Typist(int columns, String... answers) {
      this.columns = columns;
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public Optional<String> ask(String question, boolean secret, BooleanSupplier stopping) {
      String answer = answers.remove();
      if (console != null) {
        console.say((question + " " + answer).strip());
      }
      return Optional.of(answer);
    }

    @Override
    public TerminalSize size() {
      return new TerminalSize(columns, 40);
    }
  }

  /** A sender that shows what is asked for at once. */
  private final class Showing implements Glimpses {
    @Override
    public boolean offered() {
      return true;
    }

    @Override
    public void ask(List<Wanted> some, Taker taker) {
      some.forEach(each -> taker.take(each.index(), look(each.file().path().toString())));
    }

    private Optional<Glimpse> look(String path) {
      if (!FILES.containsKey(path)) {
        return Optional.empty();
      }
      try {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, FILES.get(path));
        return Optional.of(Previewer.of(file, PreviewLimits.offer()));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {}
  }

  private String asked(Look look, Offer offer, String... answers) throws Exception {
    Golden.Page page = new Golden.Page();
    Typist typist = new Typist(look.columns(), answers);
    Console.Setting setting = new Console.Setting(Console.Manner.LIVE, look.style(), true);
    try (Console console =
        new Console(setting, page.stream(), page.stream(), InstantSource.system(), typist)) {
      typist.console = console;
      CompletableFuture<Boolean> trusted = new CompletableFuture<>();
      OfferApprover approver =
          new OfferApprover(AcceptRule.ASK, console, who -> trusted.complete(true), () -> {});
      assertThat(approver.decide(offer)).isNotNull();
    }
    return page.text();
  }

  private Offer offer(Standing standing, String name, PlanSummary plan, String... files)
      throws Exception {
    return new Offer(
        Samples.ID,
        Samples.peer(name, standing),
        "album",
        null,
        plan,
        Offers.manifest(folder, files),
        "/home/ann/Downloads",
        new Showing());
  }

  private static PlanSummary plan(long files, long bytes, long same, long changed, long free) {
    List<String> clashes = changed > 0 ? List.of("album/0412.jpg", "album/0413.jpg") : List.of();
    return new PlanSummary(
        files + 2,
        files,
        bytes,
        files - same - changed,
        same,
        changed,
        0,
        files - same,
        bytes - same * 1000,
        bytes - same * 1000,
        free,
        ClashPolicy.KEEP_BOTH,
        List.of("album"),
        clashes,
        List.of());
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theQuestionWithNamesKindsAndPreviews(Look look) throws Exception {
    Offer offer =
        offer(
            Standing.UNKNOWN,
            "Kitchen",
            plan(6, 2_345_000, 0, 0, 80_000_000_000L),
            "album/guests.csv",
            "album/plan.json",
            "album/readme.txt",
            "album/sea/0412.jpg",
            "album/sea/0413.jpg",
            "album/sea/the way down from the lighthouse, seen from the boat.mp4");
    Golden.in("ask")
        .check("offer", look, asked(look, offer, "what?", "list", "some", "7", "1,plan.json"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatIsThereAlreadyClashesAndDoesNotFit(Look look) throws Exception {
    Offer offer =
        offer(
            Standing.TRUSTED,
            "Kitchen",
            plan(1204, 2_700_000_000L, 40, 2, 1_000_000_000L),
            "album/0412.jpg",
            "album/0413.jpg");
    Golden.in("ask").check("clash", look, asked(look, offer, "u"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void somebodyElseUnderAKnownName(Look look) throws Exception {
    Offer offer =
        offer(
            Standing.CHANGED,
            "\u62c9\u9762 laptop in the corner of the caf\u00e9, by the window",
            plan(1, 1000, 0, 0, -1),
            "album/run me.sh");
    Golden.in("ask").check("changed", look, asked(look, offer, "y", "no"));
  }
}
