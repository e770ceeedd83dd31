package dev.ferry.inbox;

/** What was found at the destination for an entry, before any policy. One byte in a plan. */
enum Finding {
  /** Nothing stands there, or a folder above it is not there yet. */
  FREE(0),
  /** The same file or link. */
  SAME(1),
  /** Another file or link under its name, but the same file beside it as {@code name (n)}. */
  SAME_BESIDE(2),
  /** A folder for a folder. */
  FOLDER(3),
  /** Another file or link, which can be replaced. */
  OTHER_FILE(4),
  /** Something that cannot be replaced by it: a folder, a device; for a folder, a file. */
  OTHER_KIND(5),
  /** It must not land here, whatever is there. */
  UNSAFE(6),
  /** Something that cannot be replaced under its name, but the same file beside it. */
  OTHER_KIND_BESIDE(7);

  private static final Finding[] ALL = values();

  private final int code;

  Finding(int code) {
    this.code = code;
  }

  /** Set beside the code if a folder above is {@link #OTHER_KIND}: all of it lands beside. */
  static final int BELOW_CLASH = 0x40;

  /** The finding in a plan's byte. */
  static Finding of(byte fact) {
    int code = fact & ~BELOW_CLASH;
    for (Finding finding : ALL) {
      if (finding.code == code) {
        return finding;
      }
    }
    throw new IllegalArgumentException("not a finding: " + fact);
  }

  /** The byte of a plan. */
  byte fact(boolean belowClash) {
    return (byte) (belowClash ? code | BELOW_CLASH : code);
  }

  /** What {@code policy} makes of a plan's byte. */
  static Verdict verdict(byte fact, ClashPolicy policy) {
    Finding finding = of(fact);
    boolean left = policy == ClashPolicy.SKIP || policy == ClashPolicy.FAIL;
    if ((fact & BELOW_CLASH) != 0 && left && finding != UNSAFE) {
      return Verdict.SKIP;
    }
    return switch (finding) {
      case FREE -> Verdict.NEW;
      case SAME -> Verdict.SAME;
      case FOLDER -> Verdict.MERGE;
      case UNSAFE -> Verdict.REFUSED;
      case SAME_BESIDE ->
          switch (policy) {
            case KEEP_BOTH -> Verdict.SAME;
            case UPDATE -> Verdict.REPLACE;
            case SKIP, FAIL -> Verdict.SKIP;
          };
      case OTHER_FILE ->
          switch (policy) {
            case KEEP_BOTH -> Verdict.BESIDE;
            case UPDATE -> Verdict.REPLACE;
            case SKIP, FAIL -> Verdict.SKIP;
          };
      case OTHER_KIND_BESIDE -> left ? Verdict.SKIP : Verdict.SAME;
      case OTHER_KIND -> left ? Verdict.SKIP : Verdict.BESIDE;
    };
  }

  /** Whether the name is taken by something else. */
  boolean isClash() {
    return this == SAME_BESIDE
        || this == OTHER_FILE
        || this == OTHER_KIND
        || this == OTHER_KIND_BESIDE;
  }
}
