package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.inbox.PlanSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTextTest {
  @Test
  void plainOfferIsThreeLines() {
    assertThat(lines(plan(0, 0, 0, ClashPolicy.KEEP_BOTH, 5_000_000_000L)))
        .containsExactly("  10 files, 1.00 GB", "  photos", "  needs 1.00 GB of 5.00 GB free");
  }

  @Test
  void nameThatTheTitleSaysIsNotSaidAgain() {
    PlanSummary plan = plan(0, 0, 0, ClashPolicy.KEEP_BOTH, -1);
    assertThat(OfferText.lines(plan, "photos", Style.plain()))
        .containsExactly("  10 files, 1.00 GB", "  needs 1.00 GB");
  }

  @ParameterizedTest
  @CsvSource({
    "KEEP_BOTH,land beside them as \"name (2)\"",
    "UPDATE,TAKE THEIR PLACE",
    "SKIP,are left out",
    "FAIL,make the whole offer fail"
  })
  void clashesSayWhatHappens(ClashPolicy policy, String happens) {
    assertThat(lines(plan(0, 2, 0, policy, -1)))
        .contains(
            "  2 files exist here with other contents; the new ones " + happens + ": a.txt, b.txt");
  }

  @Test
  void whatDoesNotFitIsShouted() {
    assertThat(lines(plan(0, 0, 0, ClashPolicy.KEEP_BOTH, 900_000_000)))
        .contains("  DOES NOT FIT: needs 1.00 GB of 900 MB free");
  }

  @Test
  void unknownSpaceIsNotMadeUp() {
    assertThat(lines(plan(0, 0, 0, ClashPolicy.KEEP_BOTH, -1)).getLast())
        .isEqualTo("  needs 1.00 GB");
  }

  @Test
  void refusedEntriesAreNamed() {
    assertThat(lines(plan(0, 0, 3, ClashPolicy.KEEP_BOTH, -1)))
        .contains("  3 refused as unsafe: link: leads outside, ...");
  }

  @Test
  void whatIsThereAlreadyDoesNotTravel() {
    assertThat(lines(plan(4, 0, 0, ClashPolicy.KEEP_BOTH, -1)).getFirst())
        .isEqualTo("  10 files, 1.00 GB (6 new, 4 here already); 6 files, 600 MB will travel");
  }

  private static List<String> lines(PlanSummary plan) {
    return OfferText.lines(plan, "holiday", Style.plain());
  }

  private static PlanSummary plan(
      long same, long changed, long refused, ClashPolicy policy, long free) {
    return new PlanSummary(
        12,
        10,
        1_000_000_000,
        10 - same - changed,
        same,
        changed,
        refused,
        10 - same,
        same == 0 ? 1_000_000_000 : 600_000_000,
        1_000_000_000,
        free,
        policy,
        List.of("photos"),
        changed == 0 ? List.of() : List.of("a.txt", "b.txt"),
        refused == 0 ? List.of() : List.of("link: leads outside"));
  }
}
