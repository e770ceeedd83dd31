package dev.ferry.cli.shell;

import dev.ferry.cli.shell.Commands.Command;
import dev.ferry.cli.shell.Commands.Kind;
import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does what a line says. Used by the thread that reads them. */
final class Interpreter {
  private static final Set<String> OWN_NAMES = Set.of("ferry", "./ferry");
  private static final Set<String> TAKE_PATTERNS = Set.of("send", "share");

  private final Resident resident;
  private final Talk talk;
  private final TaskCommands tasks;
  private final RemoteCommands remote;
  private Job receiving;
  private List<String> receivingWith = List.of();
  private boolean receives;
  private boolean leaving;

  Interpreter(Resident resident, Talk talk) {
    this.resident = resident;
    this.talk = talk;
    this.tasks = new TaskCommands(resident, talk);
    this.remote = new RemoteCommands(resident, talk);
    this.receiving = resident.job(List.of("receive"), Kind.RECEIVE);
  }

  /** Begins to receive as usual, and waits until it is known where. */
  void receive() {
    receives = true;
    receiving.start();
    talk.begin(receiving);
  }

  /** Whether somebody wants to leave. */
  boolean isLeaving() {
    return leaving;
  }

  /** Where {@code cd} has gone. */
  RemoteCommands remote() {
    return remote;
  }

  /** Runs one line, and returns the exit code of its command; 0 of an empty one. */
  int run(String line) {
    tasks.typed();
    List<Words.Word> words;
    try {
      words = Words.split(line);
    } catch (Words.UnclosedException e) {
      return told(wrong(String.valueOf(e.getMessage())));
    }
    if (!words.isEmpty() && OWN_NAMES.contains(words.getFirst().text())) {
      words = words.subList(1, words.size());
    }
    if (words.isEmpty()) {
      return 0;
    }
    return run(words);
  }

  private int run(List<Words.Word> words) {
    String word = words.getFirst().text();
    List<String> texts = TAKE_PATTERNS.contains(word) ? Patterns.expand(words) : Words.texts(words);
    List<String> args = texts.subList(1, texts.size());
    try {
      Optional<Builtin> builtin = Builtin.ofWord(word);
      return builtin.isPresent() ? builtin(builtin.get(), args) : command(texts);
    } catch (IOException e) {
      resident.front().complain(resident.commands().sentence(e));
      return told(resident.commands().code(e));
    }
  }

  private int builtin(Builtin builtin, List<String> args) throws IOException {
    return switch (builtin) {
      case MENU -> told(menu());
      case ACCEPT -> told(tasks.accept(args));
      case DECLINE -> told(tasks.decline(args));
      case TRANSFERS -> args.isEmpty() ? tasks.list() : command(with("transfers", args));
      case PAUSE -> told(tasks.pause(args));
      case RESUME -> tasks.resume(args);
      case CANCEL -> told(tasks.cancel(args));
      case WAIT -> told(tasks.await());
      case CD -> told(remote.cd(args));
      case PWD -> told(remote.pwd());
      case LS -> remote.isAnywhere() ? told(remote.ls(args)) : command(with("ls", args));
      case GET -> command(with("get", remote.placed("get", args)));
      case RECEIVE -> receive(args);
      case NAME ->
          command(
              args.isEmpty()
                  ? List.of("identity")
                  : List.of("identity", "--set-name", String.join(" ", args)));
      case HELP -> new Help(resident).show(args) ? told(0) : command(with("help", args));
      case EXIT -> told(exit(args));
    };
  }

  /** Tells a program how a word of the shell ended; commands tell that themselves. */
  private int told(int code) {
    if (resident.front().json()) {
      resident.front().show("", "exit", event -> event.put("code", code));
    }
    return code;
  }

  private static List<String> with(String word, List<String> args) {
    List<String> words = new ArrayList<>(List.of(word));
    words.addAll(args);
    return words;
  }

  /** Runs a command of Ferry: to its end, or beside the prompt if it takes long. */
  int command(List<String> words) {
    Optional<Command> found = resident.commands().find(words.getFirst());
    if (found.isEmpty()) {
      return told(wrong(resident.commands().unknown(words.getFirst())));
    }
    boolean asksForHelp = words.contains("--help") || words.contains("-h");
    Kind kind = asksForHelp ? Kind.SHORT : found.get().kind();
    Job job = resident.job(words, kind);
    job.start();
    boolean beside =
        kind == Kind.SHARE || (kind == Kind.TRANSFER && resident.front().interactive());
    return beside ? talk.settle(job) : talk.attend(job);
  }

  /** Runs a command to its end, whatever it is. */
  int attended(List<String> words) {
    Kind kind = resident.commands().find(words.getFirst()).map(Command::kind).orElse(Kind.SHORT);
    Job job = resident.job(words, kind);
    job.start();
    return talk.attend(job);
  }

  private int menu() {
    if (!resident.front().interactive()) {
      return wrong("the menu needs a terminal; help lists the commands");
    }
    leaving = new Menu(resident, talk, this).run() == Menu.End.EXIT && leave();
    return 0;
  }

  private int receive(List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      return attended(with("receive", args));
    }
    long busy = resident.tasks().all().stream().filter(Arrival.class::isInstance).count();
    if (busy > 0) {
      return wrong(
          "something is offered or being received at the moment; answer it or let it end first"
              + " (transfers lists it)");
    }
    List<String> before = receivingWith;
    if (args.isEmpty() || args.contains("--pin")) {
      resident.forgetReceivingPin();
    }
    int code =
        receiveWith(
            args.isEmpty()
                ? args
                : KeptOptions.merge(before, args, resident.commands().options("receive")));
    if (code != 0) {
      receiveWith(before);
    } else if (!args.equals(receivingWith)) {
      String words = DisplayName.escape(String.join(" ", receivingWith));
      resident.front().say("That is: receive " + words + "; receive alone goes back to the usual.");
    }
    return code;
  }

  private int receiveWith(List<String> words) {
    receivingWith = List.copyOf(words);
    if (receives) {
      receiving.stop();
      talk.attend(receiving);
    }
    receives = true;
    receiving = resident.job(with("receive", words), Kind.RECEIVE);
    receiving.start();
    return talk.begin(receiving);
  }

  private int exit(List<String> args) {
    if (!args.isEmpty()) {
      return wrong("exit takes nothing behind it");
    }
    leaving = leave();
    return 0;
  }

  /** Whether to leave: asks if something would be interrupted. */
  boolean leave() {
    List<Task> underWay = resident.interrupted();
    if (underWay.isEmpty() || !resident.front().interactive()) {
      return true;
    }
    resident.front().say("Under way:");
    underWay.forEach(task -> resident.front().say("  [" + task.number() + "] " + task.title()));
    String answer =
        talk.ask("Leave all the same? What arrived is kept, and can be resumed. yes or no:")
            .orElse("no");
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  private int wrong(String sentence) {
    resident.front().complain(sentence);
    return Problem.USAGE.exitCode();
  }
}
