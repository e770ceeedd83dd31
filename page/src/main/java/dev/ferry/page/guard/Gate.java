package dev.ferry.page.guard;

/** Decides at one door who is answered. Thread-safe; does not block. */
public interface Gate {
  /** Whether a request is for this door at all, which is looked at before its path. */
  Verdict admit(Ask ask);

  /** Whether a request may have what a route gives. */
  Verdict check(Ask ask, Access access);
}
