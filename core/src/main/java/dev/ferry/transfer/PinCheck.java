package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.PinGate.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets in who gives the right PIN, and tells the others in a sentence what is wrong. */
public final class PinCheck {
  private PinCheck() {}

  /**
   * Looks at the PIN that somebody gave.
   *
   * @param gate checks it and counts wrong ones
   * @param by the fingerprint of whoever gave it, null if it showed none
   * @param from where it calls from
   * @param given the PIN; null if none came along, which is no try
   * @param needed the sentence for those who gave none
   * @throws TransferException {@link Problem#FORBIDDEN} if it is missing or wrong; {@link
   *     Problem#BUSY} if it was wrong too often and must not be tried now
   */
  public static void require(
      PinGate gate,
      @Nullable Fingerprint by,
      InetAddress from,
      @Nullable String given,
      String needed)
      throws TransferException {
    if (given == null) {
      throw new TransferException(Problem.FORBIDDEN, needed);
    }
    switch (gate.attempt(by, from, given)) {
      case Verdict.Right r -> {}
      case Verdict.Wrong wrong ->
          throw new TransferException(Problem.FORBIDDEN, "the PIN is wrong" + next(wrong));
      case Verdict.TooEarly early ->
          throw new TransferException(
              Problem.BUSY, "the PIN was wrong too often; try again in " + seconds(early.delay()));
    }
  }

  private static String next(Verdict.Wrong wrong) {
    return wrong.delay().isZero()
        ? "; tries left: " + wrong.triesLeft()
        : "; the next try counts in " + seconds(wrong.delay());
  }

  private static String seconds(Duration delay) {
    return Math.max(1, delay.toSeconds()) + " s";
  }
}
