package dev.ferry.cli.shell;

import dev.ferry.peer.PeerAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The commands of Ferry as the shell sees them. Thread-safe. */
public interface Commands {
  /**
   * One command.
   *
   * @param word what is typed for it
   * @param summary what it is for, in a few words
   * @param kind how long it takes, and who waits for it
   */
  record Command(String word, String summary, Kind kind) {}

  /** How a command is run. */
  enum Kind {
    /** It is over soon: the prompt comes back after it. */
    SHORT,
    /** It moves a transfer: beside the prompt. */
    TRANSFER,
    /** It shares something until it is stopped: beside the prompt. */
    SHARE,
    /** It receives until it is stopped: there is only one. */
    RECEIVE
  }

  /**
   * An option of a command.
   *
   * @param name with its dashes
   * @param summary what it is for
   * @param value what its value is called; empty if it takes none
   * @param choices what its value can be; empty if that is free
   */
  record Option(String name, String summary, String value, List<String> choices) {}

  /** Those that can be run here, in the order in which people are told of them. */
  List<Command> all();

  /** The one that is typed so. */
  default Optional<Command> find(String word) {
    return all().stream().filter(command -> command.word().equals(word)).findFirst();
  }

  /** Which version of Ferry they are. */
  String version();

  /** The options of a command. Takes some tenths of a second the first time. */
  List<Option> options(String word);

  /** How a command is used, in a line without its own word; empty if there is none. */
  String usage(String word);

  /** Guesses which command was meant: what is said about one that does not exist. */
  String unknown(String word);

  /**
   * Runs a command to its end, on the job's thread. What it has to say is said; throws nothing that
   * is not a defect.
   *
   * @return its exit code
   */
  int run(List<String> words, Job job);

  /** One sentence for a failure, fit for the screen. */
  String sentence(Throwable failure);

  /** The exit code of a failure. */
  int code(Throwable failure);

  /** The address that somebody means, found by name if need be. Blocks for some seconds then. */
  PeerAddress address(String typed, Job job) throws IOException, InterruptedException;
}
