package dev.ferry.cli.shell;

import java.util.Optional;

/** What can be typed in the shell and nowhere else, or means more here. */
enum Builtin {
  MENU("menu", "", "asks what to do, step by step"),
  ACCEPT("accept", "[N] [all|some|update|trust|NAME...]", "let in what is offered"),
  DECLINE("decline", "[N] [REASON]", "say no to what is offered"),
  TRANSFERS("transfers", "", "list what is under way, and what is not finished"),
  PAUSE("pause", "[N|ID]", "let a transfer wait"),
  RESUME("resume", "[N|ID] [OPTION]...", "go on with what was paused or interrupted"),
  CANCEL("cancel", "[N|ID]", "end a transfer for good, or a share"),
  WAIT("wait", "", "wait until nothing is under way"),
  CD("cd", "[PEER[/PATH] | PATH | ..]", "go to what a peer shares; alone: come back"),
  PWD("pwd", "", "tell where cd has gone"),
  LS("ls", "[PEER] [PATH]", "list what is shared there, or where cd has gone"),
  GET("get", "[PEER] PATH... [--into DIR] [OPTION]...", "get files from there"),
  RECEIVE("receive", "[--into DIR] [OPTION]...", "receive otherwise: folder, rule, PIN, port"),
  NAME("name", "[NAME]", "tell or change the own name"),
  HELP("help", "[COMMAND]", "this list, or help for a command"),
  EXIT("exit", "", "leave; what is under way can be resumed");

  private final String word;
  private final String usage;
  private final String summary;

  Builtin(String word, String usage, String summary) {
    this.word = word;
    this.usage = usage;
    this.summary = summary;
  }

  String word() {
    return word;
  }

  /** How it is used, without its own word. */
  String usage() {
    return usage;
  }

  String summary() {
    return summary;
  }

  /** The one that is typed so. */
  static Optional<Builtin> ofWord(String typed) {
    if (typed.equals("quit")) {
      return Optional.of(EXIT);
    }
    for (Builtin builtin : values()) {
      if (builtin.word.equals(typed)) {
        return Optional.of(builtin);
      }
    }
    return Optional.empty();
  }
}
