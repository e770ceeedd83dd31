package dev.ferry.cli.show;

import dev.ferry.inbox.PlanSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a plan would do: how much, what of it is there already, what clashes, whether it fits.
 */
public final class OfferText {
  /** A number that is not known. */
  public static final long UNCOUNTED = -1;

  private OfferText() {}

  /** One line: files, bytes, and how they compare with what is there. */
  public static String amount(long files, long bytes) {
    return Units.count(files, "file") + ", " + Units.bytes(bytes);
  }

  /**
   * All that is worth saying about a plan, a line each.
   *
   * @param title what has been said already, so that the same name needs not be said again
   */
  public static List<String> lines(PlanSummary plan, String title, Style style) {
    return lines(plan, title, UNCOUNTED, style);
  }

  /**
   * As {@link #lines(PlanSummary, String, Style)}.
   *
   * @param roots how many top-level names there are; {@link #UNCOUNTED} if nobody counted
   */
  public static List<String> lines(PlanSummary plan, String title, long roots, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + headline(plan));
    if (!plan.names().isEmpty() && !plan.names().equals(List.of(title))) {
      lines.add("  " + topLevel(plan.names(), roots));
    }
    if (plan.changed() > 0) {
      lines.add("  " + style.warning(clashes(plan)));
    }
    if (plan.refused() > 0) {
      lines.add("  " + style.warning(refusals(plan)));
    }
    if (plan.spaceNeeded() > 0) {
      lines.add("  " + space(plan, style));
    }
    return lines;
  }

  private static String headline(PlanSummary plan) {
    String all = amount(plan.files(), plan.bytes());
    List<String> parts = new ArrayList<>();
    if (plan.newFiles() > 0 && plan.newFiles() < plan.files()) {
      parts.add(Units.count(plan.newFiles()) + " new");
    }
    if (plan.same() > 0) {
      parts.add(Units.count(plan.same()) + " here already");
    }
    if (plan.changed() > 0) {
      parts.add(Units.count(plan.changed()) + " changed");
    }
    String split = parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    return all + split + travelling(plan);
  }

  private static String travelling(PlanSummary plan) {
    if (plan.wantedFiles() == plan.files()) {
      return "";
    }
    return plan.wantedFiles() == 0
        ? "; no file has to travel"
        : "; " + amount(plan.wantedFiles(), plan.wantedBytes()) + " will travel";
  }

  private static String clashes(PlanSummary plan) {
    String what = Units.count(plan.changed(), "file");
    String happens =
        switch (plan.policy()) {
          case KEEP_BOTH -> "land beside them as \"name (2)\"";
          case UPDATE -> "TAKE THEIR PLACE";
          case SKIP -> "are left out";
          case FAIL -> "make the whole offer fail";
        };
    String verb = plan.changed() == 1 ? " exists" : " exist";
    return what
        + verb
        + " here with other contents; the new ones "
        + happens
        + ": "
        + names(plan.clashes(), plan.changed() > plan.clashes().size());
  }

  private static String refusals(PlanSummary plan) {
    return Units.count(plan.refused())
        + " refused as unsafe: "
        + names(plan.refusals(), plan.refused() > plan.refusals().size());
  }

  private static String space(PlanSummary plan, Style style) {
    String needed = "needs " + Units.bytes(plan.spaceNeeded());
    if (plan.spaceFree() < 0) {
      return needed;
    }
    String of = needed + " of " + Units.bytes(plan.spaceFree()) + " free";
    return plan.fits() ? of : style.alarm("DOES NOT FIT: " + of);
  }

  private static String topLevel(List<String> names, long roots) {
    long more = roots - names.size();
    return roots == UNCOUNTED
        ? names(names, names.size() == PlanSummary.SAMPLES)
        : names(names, false) + (more > 0 ? " and " + Units.count(more) + " more" : "");
  }

  private static String names(List<String> names, boolean more) {
    List<String> shown = names.stream().map(ShortName::ofTitle).toList();
    return String.join(", ", shown) + (more ? ", ..." : "");
  }
}
