package dev.ferry.inbox;

/** What a plan means to do with one entry. */
public enum Verdict {
  /** Its name is free: it lands there. */
  NEW,
  /** It is there already, under its name or beside it: it need not travel. */
  SAME,
  /** A folder that exists: what is below is merged into it. */
  MERGE,
  /** Its name is taken by something else: it lands beside as {@code name (2)}. */
  BESIDE,
  /** Its name is taken by another file, which it replaces. */
  REPLACE,
  /** Its name, or that of a folder above it, is taken: it is left out. */
  SKIP,
  /** It must not land here: an unsafe link, or a name that Ferry keeps for itself. */
  REFUSED;

  /** Whether something of the entry is staged and published. */
  public boolean isWanted() {
    return switch (this) {
      case NEW, MERGE, BESIDE, REPLACE -> true;
      case SAME, SKIP, REFUSED -> false;
    };
  }
}
