package dev.ferry.cli.shell;

import java.util.List;
import java.util.Optional;

/** What can be typed in the shell and nowhere else, or means more here. */
enum Builtin {
  MENU("menu", "", "asks what to do, step by step"),
  ACCEPT(
      "accept",
      "[N] [all|some|update|trust|NAME...]",
      "let in what is offered",
      "accept",
      "accept 1 some",
      "accept 2 *.jpg"),
  DECLINE("decline", "[N] [REASON]", "say no to what is offered", "decline", "decline 1 not now"),
  TRANSFERS("transfers", "", "list what is under way, and what is not finished", "transfers"),
  PAUSE("pause", "[N|ID]", "let a transfer wait", "pause 1"),
  RESUME(
      "resume",
      "[N|ID] [OPTION]...",
      "go on with what was paused or interrupted",
      "resume 1",
      "resume 1 --limit 5MB/s"),
  CANCEL("cancel", "[N|ID]", "end a transfer for good, or a share", "cancel 1"),
  WAIT("wait", "", "wait until nothing is under way"),
  CD(
      "cd",
      "[PEER[/PATH] | PATH | ..]",
      "go to what a peer shares; alone: come back",
      "cd nas/photos",
      "cd .."),
  PWD("pwd", "", "tell where cd has gone"),
  LS(
      "ls",
      "[PEER] [PATH]",
      "list what is shared there, or where cd has gone",
      "ls",
      "ls nas photos"),
  GET(
      "get",
      "[PEER] PATH... [--into DIR] [OPTION]...",
      "get files from there",
      "get photos/a.jpg",
      "get nas photos --into pics"),
  RECEIVE(
      "receive",
      "[--into DIR] [OPTION]...",
      "receive otherwise: folder, rule, PIN, port",
      "receive --into inbox --accept known"),
  NAME("name", "[NAME]", "tell or change the own name", "name kitchen"),
  HELP("help", "[COMMAND]", "this list, or help for a command", "help send"),
  EXIT("exit", "", "leave; what is under way can be resumed");

  private final String word;
  private final String usage;
  private final String summary;
  private final String examples;

  Builtin(String word, String usage, String summary, String... examples) {
    this.word = word;
    this.usage = usage;
    this.summary = summary;
    this.examples = String.join("\n", examples);
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

  /** Lines that work as they stand where there is what they name. */
  List<String> examples() {
    return examples.lines().toList();
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
