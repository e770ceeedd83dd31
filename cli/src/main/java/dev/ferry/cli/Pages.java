package dev.ferry.cli;

import dev.ferry.cli.reference.CommandPage;
import dev.ferry.transfer.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands and exit codes as they are explained outside of the program. */
final class Pages {
  private Pages() {}

  /**
   * Every command that is for people. Reads all their definitions, which takes a while.
   *
   * @param ferry gets those that it lacks
   */
  static List<CommandPage> all(CommandLine ferry) {
    List<CommandPage> pages = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      if (verb.isShown()) {
        pages.add(CommandPage.of(definition(verb, ferry), verb.summary()));
      }
    }
    return pages;
  }

  private static CommandSpec definition(Verb verb, CommandLine ferry) {
    CommandLine there = ferry.getSubcommands().get(verb.word());
    return (there == null ? verb.addTo(ferry) : there).getCommandSpec();
  }

  /** What the exit codes mean. */
  static Map<Integer, String> codes() {
    Map<Integer, String> codes = new TreeMap<>();
    codes.put(0, "all went well");
    for (Problem problem : Problem.values()) {
      codes.put(problem.exitCode(), meaning(problem));
    }
    return codes;
  }

  /** The words of docs/manual.md. */
  private static String meaning(Problem problem) {
    return switch (problem) {
      case FAILED -> "what no other code names: a defect, usually; also: doctor found a problem";
      case USAGE -> "the command was not understood";
      case DECLINED -> "the other side, or its person, said no";
      case UNREACHABLE -> "nobody answers there";
      case INTERRUPTED -> "stopped before the end; what arrived is kept";
      case VERIFICATION ->
          "bytes are not what their sender hashed; also: the demo found a difference";
      case NO_SPACE -> "a disk is full";
      case IDENTITY_CHANGED -> "a known peer came with another key";
      case FORBIDDEN -> "a wrong PIN, an expired link, or not allowed";
      case SOURCE -> "a path to send is missing, unreadable or not a file, folder or link";
      case INCOMPLETE ->
          "it ended, but some files changed, vanished or were refused; the closing lines say which, or how many and why";
      case NOT_FERRY -> "somebody is there who does not speak Ferry, or not this version of it";
      case DESTINATION -> "the destination folder is gone or cannot be written";
      case BAD_REQUEST -> "a path, range or limit that the protocol forbids";
      case CLASH -> "a name exists and --on-clash fail was chosen";
      case BUSY ->
          "too many tries or too much at once: try again later; or the port is taken: choose another;"
              + " or another Ferry runs in this home";
      case NOT_FOUND -> "no such transfer, share or file";
      case CANCELLED -> "one of the two cancelled it";
    };
  }
}
