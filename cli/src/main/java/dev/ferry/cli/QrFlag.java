package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.view.QrLines;
import dev.ferry.cli.view.Sight;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.PeerAddress;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether an address or a link is also shown as a QR code. */
final class QrFlag {
  @Option(
      names = "--qr",
      order = 60,
      description = "Also show the address, or the link, as a QR code.")
  private boolean given;

  /** Whether it is wished for. */
  boolean isGiven() {
    return given;
  }

  /** Shows the likeliest of {@code addresses}; none is taken for none that others can use. */
  void show(Console console, List<PeerAddress> addresses) {
    List<PeerAddress> told = Listeners.worthTelling(addresses);
    if (told.isEmpty()) {
      console.warn("ferry: this machine has no address that a QR code could show");
    } else {
      showText(console, told.getFirst().toString());
    }
  }

  /** Shows {@code text}, in letters only if the terminal has no room for the code. */
  void showText(Console console, String text) {
    if (console.manner() == Console.Manner.JSON || console.manner() == Console.Manner.QUIET) {
      return;
    }
    Sight sight = Sight.at(console);
    boolean colours = sight.colours().compareTo(Sight.Colours.PALETTE) >= 0;
    Optional<List<String>> code = QrLines.of(text, sight.columns(), colours);
    String shown = DisplayName.escape(text);
    console.say(
        code.map(lines -> String.join("\n", lines) + "\n" + shown)
            .orElseGet(() ->
                shown
                    + "\n(no QR code: it takes "
                    + QrLines.columns(text)
                    + " columns, and there are "
                    + sight.columns()
                    + ")"));
  }
}
