package dev.ferry.cli.reference;

import dev.ferry.cli.reference.CommandPage.Flag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A script that lets a shell complete what is typed for {@code ferry}. */
public enum Completion {
  BASH {
    @Override
    public String script(List<CommandPage> pages) {
      StringBuilder cases = new StringBuilder();
      for (CommandPage page : pages) {
        cases
            .append("    ")
            .append(page.word())
            .append(") options=\"")
            .append(names(page))
            .append("\"; files=")
            .append(takesFiles(page) ? "yes" : "")
            .append(" ;;\n");
      }
      return BASH_FRAME
          .replace("@WORDS@", words(pages))
          .replace("@FILES@", flags(pages, true))
          .replace("@VALUES@", flags(pages, false))
          .replace("@CASES@", cases);
    }
  },
  ZSH {
    @Override
    public String script(List<CommandPage> pages) {
      StringBuilder described = new StringBuilder();
      StringBuilder cases = new StringBuilder();
      for (CommandPage page : pages) {
        described.append("    ").append(quoted(page.word() + ":" + page.summary())).append('\n');
        cases.append("      ").append(page.word()).append(") _arguments -s");
        for (Flag flag : page.flags()) {
          for (String name : flag.names()) {
            cases.append(" \\\n        ").append(quoted(zsh(name, flag)));
          }
        }
        String rest = takesFiles(page) ? "*:file:_files" : "*: :";
        cases.append(" \\\n        ").append(quoted(rest)).append(" ;;\n");
      }
      return ZSH_FRAME.replace("@WORDS@", described).replace("@CASES@", cases);
    }
  },
  FISH {
    @Override
    public String script(List<CommandPage> pages) {
      StringBuilder script = new StringBuilder("# Completion of ferry for fish.\n");
      script.append("complete -c ferry -f\n");
      for (CommandPage page : pages) {
        script
            .append("complete -c ferry -n __fish_use_subcommand -a ")
            .append(page.word())
            .append(" -d ")
            .append(fishQuoted(page.summary()))
            .append('\n');
        String seen = " -n '__fish_seen_subcommand_from " + page.word() + "'";
        if (takesFiles(page)) {
          script.append("complete -c ferry").append(seen).append(" -F\n");
        }
        for (Flag flag : page.flags()) {
          script.append("complete -c ferry").append(seen).append(fish(flag)).append('\n');
        }
      }
      return script.toString();
    }
  };

  private static final String BASH_FRAME =
      """
      # Completion of ferry for bash.
      _ferry() {
        local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
        local word="" options="" files="" i
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "${COMP_WORDS[i]}" in
          --home | --name) ((i++)) ;;
          -*) ;;
          *) word="${COMP_WORDS[i]}"; break ;;
          esac
        done
        COMPREPLY=()
        case "$before" in
        @FILES@) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "${current//\\\\/}"); return ;;
        @VALUES@) return ;;
        esac
        case "$word" in
          "") mapfile -t COMPREPLY < <(compgen -W "@WORDS@" -- "$current"); return ;;
      @CASES@    *) return ;;
        esac
        if [[ $current == -* ]]; then
          mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        elif [ -n "$files" ]; then
          compopt -o filenames 2>/dev/null
          mapfile -t COMPREPLY < <(compgen -f -- "${current//\\\\/}")
        fi
      }
      complete -F _ferry ferry ./ferry
      """;

  private static final String ZSH_FRAME =
      """
      #compdef ferry
      # Completion of ferry for zsh.
      _ferry() {
        local -a commands
        commands=(
      @WORDS@  )
        if (( CURRENT == 2 )); then
          _describe command commands
        else
          shift words
          (( CURRENT-- ))
          case "$words[1]" in
      @CASES@    esac
        fi
      }
      compdef _ferry ferry
      """;

  /** The script, for these commands. */
  public abstract String script(List<CommandPage> pages);

  /** The shell that is called so, if it is known. */
  public static Optional<Completion> of(String shell) {
    for (Completion completion : values()) {
      if (completion.word().equals(shell)) {
        return Optional.of(completion);
      }
    }
    return Optional.empty();
  }

  /** What the shell is called. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String words(List<CommandPage> pages) {
    return pages.stream().map(CommandPage::word).collect(Collectors.joining(" "));
  }

  private static String names(CommandPage page) {
    return page.flags().stream()
        .flatMap(flag -> flag.names().stream())
        .collect(Collectors.joining(" "));
  }

  private static boolean takesFiles(CommandPage page) {
    return page.operands().stream().anyMatch(CommandPage.Operand::files);
  }

  /** The names of all options that take a path, or another value, as a pattern of {@code case}. */
  private static String flags(List<CommandPage> pages, boolean files) {
    return pages.stream()
        .flatMap(page -> page.flags().stream())
        .filter(flag -> flag.takesValue() && flag.files() == files)
        .flatMap(flag -> flag.names().stream())
        .distinct()
        .collect(Collectors.joining(" | "));
  }

  private static String zsh(String name, Flag flag) {
    String description = flag.description().replaceAll("([\\[\\]:\\\\])", "\\\\$1");
    String value =
        !flag.takesValue()
            ? ""
            : ":" + flag.value().replace(":", "") + ":" + (flag.files() ? "_files" : "");
    return "*" + name + "[" + description + "]" + value;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String fish(Flag flag) {
    StringBuilder line = new StringBuilder();
    for (String name : flag.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (flag.takesValue()) {
      line.append(flag.files() ? " -r -F" : " -x");
    }
    return line.append(" -d ").append(fishQuoted(flag.description())).toString();
  }

  private static String fishQuoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
