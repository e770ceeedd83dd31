package dev.ferry.localsend;

import dev.ferry.identity.PinGate;
import dev.ferry.identity.PinGate.Verdict;
import org.jspecify.annotations.Nullable;

/** A PIN as the apps ask for it: 401 as long as it is missing or wrong, 429 while none counts. */
final class Pins {
  private Pins() {}

  /**
   * Lets pass who knows it.
   *
   * @param given null if none came, which is no try
   */
  static void check(PinGate gate, Asker asker, @Nullable String given) throws Refusal {
    if (given == null || given.isEmpty()) {
      throw new Refusal(401, "a PIN is needed");
    }
    switch (gate.attempt(asker.proven(), asker.address(), given)) {
      case Verdict.Right _ -> {}
      case Verdict.Wrong _ -> throw new Refusal(401, "the PIN is wrong");
      case Verdict.TooEarly early ->
          throw new Refusal(
              429,
              "the PIN was wrong too often; the next try counts in "
                  + Math.max(1, early.delay().toSeconds())
                  + " s");
    }
  }
}
