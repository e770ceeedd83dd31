package dev.ferry.cli;

import dev.ferry.cli.show.TerminalSize;
import dev.ferry.cli.view.Sight;
import dev.ferry.peer.Finding;
import dev.ferry.peer.Finding.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the command line itself adds to a checkup: which Ferry this is, and what it shows it on. */
final class Surfaces {
  private Surfaces() {}

  /** Ferry, Java and the system. */
  static Finding program() throws IOException {
    return Finding.ok(
        Topic.PROGRAM,
        "Ferry "
            + Version.number()
            + ", Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " on "
            + System.getProperty("os.arch"));
  }

  /** What the terminal can show; one finding, or more if something is amiss. */
  static List<Finding> terminal(Session session, Terminals terminals) {
    if (!terminals.output()) {
      return List.of(
          Finding.ok(Topic.TERMINAL, "none: plain lines, without colours and questions"));
    }
    if ("dumb".equals(terminals.type())) {
      return List.of(
          Finding.note(
              Topic.TERMINAL,
              "it says that it is a simple one: plain lines, without colours and questions",
              "set TERM to what it is, such as xterm-256color, if it can do more"));
    }
    TerminalSize size = session.console().size();
    Finding fine = Finding.ok(Topic.TERMINAL, words(session, size));
    String charset = charset(System.getenv());
    return charset.isEmpty()
        ? List.of(fine)
        : List.of(
            fine,
            Finding.note(
                Topic.TERMINAL,
                "the environment speaks of " + charset + ", Ferry writes UTF-8",
                "if names look wrong, switch the terminal to UTF-8"));
  }

  private static String words(Session session, TerminalSize size) {
    Sight sight = Sight.at(session.console());
    return size.columns()
        + " columns, "
        + switch (sight.colours()) {
          case NONE -> "no colours";
          case SIXTEEN -> "16 colours";
          case PALETTE -> "256 colours";
          case TRUE -> "all colours";
        }
        + ", pictures "
        + switch (sight.graphics()) {
          case NONE -> "drawn with characters";
          case KITTY -> "by the protocol of kitty";
          case ITERM2 -> "by the protocol of iTerm2";
          case SIXEL -> "as sixels";
        };
  }

  /** One that is named and is not UTF-8; else empty. The launcher sets LC_ALL itself. */
  static String charset(Map<String, String> environment) {
    String type = environment.getOrDefault("LC_CTYPE", "");
    String said = type.isEmpty() ? environment.getOrDefault("LANG", "") : type;
    int dot = said.indexOf('.');
    String charset = dot < 0 ? "" : said.substring(dot + 1).replaceFirst("@.*", "");
    return charset.toLowerCase(Locale.ROOT).replace("-", "").equals("utf8") ? "" : charset;
  }
}
