package dev.ferry.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/**
 * The commands. Only the one that is used is loaded: reading the options of all of them takes
 * longer than a short command may.
 */
enum Verb {
  UP("up", "run this peer with its page, in the browser"),
  PAGE("page", "open the page of the Ferry that runs"),
  RECEIVE("receive", "wait for files; asks before it accepts"),
  SEND("send", "send files, folders, a text or standard input"),
  SHARE("share", "let others get files from here"),
  LS("ls", "list what a peer shares"),
  GET("get", "get files from what a peer shares"),
  DOWNLOAD("download", "get one file, by host, port and name"),
  SHOW("show", "show what is in a file, in the terminal"),
  RESUME("resume", "go on with what was interrupted"),
  TRANSFERS("transfers", "list what is not finished"),
  HISTORY("history", "list what was sent and received"),
  PEERS("peers", "list who is near, and who was met before"),
  PING("ping", "measure the way to a peer"),
  DOCTOR("doctor", "find out why others do not see this machine"),
  TRUST("trust", "trust a peer met before, or near"),
  FORGET("forget", "forget a peer"),
  IDENTITY("identity", "show who this peer is"),
  DEMO("demo", "two peers, a real folder, a kill in the middle"),
  COMPLETION("completion", "complete what is typed, in bash, zsh or fish"),
  MAN("man", "manual pages"),
  HELP("help", "help for a command"),
  WARM_UP("warm-up", "");

  private static final Set<String> OPTIONS_WITH_VALUE = Set.of("--home", "--name");

  private final String word;
  private final String summary;

  Verb(String word, String summary) {
    this.word = word;
    this.summary = summary;
  }

  /** What a person types. */
  String word() {
    return word;
  }

  /** What it is for, in a few words; empty if it is not shown. */
  String summary() {
    return summary;
  }

  /** Whether it is for people, not only for the launcher. */
  boolean isShown() {
    return !summary.isEmpty();
  }

  /** The verb that is typed so. */
  static Optional<Verb> ofWord(String typed) {
    for (Verb verb : values()) {
      if (verb.word.equals(typed)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** The first argument that is neither an option of {@code ferry} nor the value of one. */
  static Optional<String> wordIn(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (OPTIONS_WITH_VALUE.contains(arg)) {
        i++;
      } else if (!arg.startsWith("-")) {
        return Optional.of(arg);
      }
    }
    return Optional.empty();
  }

  /** Adds this command to {@code ferry}. */
  CommandLine addTo(CommandLine ferry) {
    CommandLine added = new CommandLine(command());
    added
        .getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .footerHeading("%nExamples:%n");
    ferry.addSubcommand(word, added);
    return added;
  }

  private Object command() {
    return switch (this) {
      case UP -> new UpCommand();
      case PAGE -> new PageCommand();
      case RECEIVE -> new ReceiveCommand();
      case SEND -> new SendCommand();
      case SHARE -> new ShareCommand();
      case LS -> new LsCommand();
      case GET -> new GetCommand();
      case DOWNLOAD -> new DownloadCommand();
      case SHOW -> new ShowCommand();
      case RESUME -> new ResumeCommand();
      case TRANSFERS -> new TransfersCommand();
      case HISTORY -> new HistoryCommand();
      case PEERS -> new PeersCommand();
      case PING -> new PingCommand();
      case DOCTOR -> new DoctorCommand();
      case TRUST -> new TrustCommand();
      case FORGET -> new ForgetCommand();
      case IDENTITY -> new IdentityCommand();
      case DEMO -> new DemoCommand();
      case COMPLETION -> new CompletionCommand();
      case MAN -> new ManCommand();
      case HELP -> new HelpCommand();
      case WARM_UP -> new WarmUpCommand();
    };
  }
}
