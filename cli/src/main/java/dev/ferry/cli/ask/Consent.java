package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.PeerAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Asks a person for consent to what Ferry does not do by itself. */
public final class Consent {
  private Consent() {}

  /**
   * Whether the person wants to talk to a device that does not encrypt; no if nobody can be asked.
   * Blocks on the person.
   *
   * @param stopping whether the command is about to stop, and needs no answer any more
   */
  public static boolean toPlain(Console console, PeerAddress address, BooleanSupplier stopping)
      throws InterruptedException {
    if (!console.mayAsk()) {
      return false;
    }
    console.goLive(Duration.ZERO);
    console.say(
        console
                .style()
                .warning(
                    "The device at "
                        + DisplayName.escape(address.inTheClear().toString())
                        + " does not encrypt:")
            + " everybody on the network can read and change what is said.");
    String answer =
        Person.at(console, () -> {}, stopping)
            .ask("Go on all the same? yes or no:")
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }
}
