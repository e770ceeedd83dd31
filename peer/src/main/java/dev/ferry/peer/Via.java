package dev.ferry.peer;

/** By which protocol something is sent. */
public enum Via {
  /** Found out by asking: Ferry's own if a Ferry answers, else LocalSend's. */
  AUTO,
  /** Ferry's own. */
  DIRECT,
  /** That of LocalSend's apps, which a Ferry understands too. */
  LOCALSEND
}
