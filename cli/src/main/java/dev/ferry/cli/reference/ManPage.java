package dev.ferry.cli.reference;

import dev.ferry.cli.reference.CommandPage.Flag;
import dev.ferry.cli.reference.CommandPage.Operand;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A manual page in the macros of man(7). Holds no state. */
public final class ManPage {
  private ManPage() {}

  /**
   * The page of one command.
   *
   * @param version which Ferry it is of
   * @param codes what the exit codes mean
   */
  public static String of(CommandPage page, String version, Map<Integer, String> codes) {
    StringBuilder man = new StringBuilder();
    String name = "ferry-" + page.word();
    head(man, name, version);
    man.append(".SH NAME\n").append(escape(name)).append(" \\- ");
    man.append(escape(page.summary())).append('\n');
    man.append(".SH SYNOPSIS\n");
    for (String line : page.synopsis()) {
      man.append(".B ").append(escape(line)).append("\n.br\n");
    }
    man.append(".SH DESCRIPTION\n").append(paragraph(page.description()));
    for (Operand operand : page.operands()) {
      man.append(".TP\n.I ").append(escape(operand.name())).append('\n');
      man.append(paragraph(operand.description()));
    }
    man.append(".SH OPTIONS\n");
    for (Flag flag : page.flags()) {
      man.append(".TP\n.B ").append(escape(String.join(", ", flag.names())));
      man.append(flag.takesValue() ? " " + escape(flag.value()) : "").append('\n');
      man.append(paragraph(flag.description()));
    }
    examples(man, page.examples());
    codes(man, codes);
    man.append(".SH SEE ALSO\n.BR ferry (1)\n");
    return man.toString();
  }

  /** The page of {@code ferry} itself, which lists the commands. */
  public static String ofAll(List<CommandPage> pages, String version, Map<Integer, String> codes) {
    StringBuilder man = new StringBuilder();
    head(man, "ferry", version);
    man.append(".SH NAME\nferry \\- move files straight from one machine to another\n");
    man.append(".SH SYNOPSIS\n.B ferry COMMAND [OPTION]...\n.br\n.B ferry\n.SH COMMANDS\n");
    for (CommandPage page : pages) {
      man.append(".TP\n.BR ferry\\-").append(escape(page.word())).append(" (1)\n");
      man.append(paragraph(page.summary()));
    }
    codes(man, codes);
    return man.toString();
  }

  private static void head(StringBuilder man, String name, String version) {
    man.append(".TH ").append(escape(name.toUpperCase(Locale.ROOT)));
    man.append(" 1 \"\" \"Ferry ").append(escape(version)).append("\" \"User Commands\"\n");
    // No hyphens and no stretched blanks in what is to be typed.
    man.append(".nh\n.ad l\n");
  }

  private static void examples(StringBuilder man, List<String> examples) {
    man.append(".SH EXAMPLES\n.nf\n");
    examples.forEach(example -> man.append(escape(example)).append('\n'));
    man.append(".fi\n");
  }

  private static void codes(StringBuilder man, Map<Integer, String> codes) {
    man.append(".SH EXIT STATUS\n");
    codes.forEach((code, meaning) ->
        man.append(".TP\n.B ").append(code).append('\n').append(paragraph(meaning)));
  }

  private static String paragraph(String text) {
    return escape(text.isEmpty() ? "(nothing more to say)" : text) + "\n";
  }

  /** Dashes stay dashes, and no line is taken for a request. */
  private static String escape(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
