package dev.ferry.cli.shell;

import dev.ferry.cli.ask.OfferAnswer;
import dev.ferry.cli.show.Console;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands that deal with offers and transfers by their numbers. For the reading thread. */
final class TaskCommands {
  private final Resident resident;
  private final Talk talk;
  private boolean offerWent;

  TaskCommands(Resident resident, Talk talk) {
    this.resident = resident;
    this.talk = talk;
  }

  /** A line was typed: whoever typed it may not have seen yet that an offer was taken back. */
  void typed() {
    offerWent = resident.tasks().hasOfferGone();
  }

  /** {@code accept [N] [WORDS]}. */
  int accept(List<String> args) {
    Arrival arrival = offer(args, "accept");
    if (arrival == null) {
      return Problem.USAGE.exitCode();
    }
    return arrival.offer().map(offer -> accept(arrival, offer, withoutNumber(args))).orElse(0);
  }

  private int accept(Arrival arrival, Offer offer, List<String> words) {
    Job job =
        resident.job(each -> {
          arrival.whenAnsweredElsewhere(each::stop);
          try (Console console = resident.front().console(each)) {
            Optional<Answer> answer = answer(console, offer).of(words);
            answer.ifPresent(given -> give(arrival, given));
            return answer.isPresent() ? 0 : Problem.USAGE.exitCode();
          } catch (InterruptedException e) {
            return Problem.INTERRUPTED.exitCode();
          }
        });
    job.start();
    return talk.attend(job);
  }

  /** Asks all about an offer, as where nothing else is typed. */
  void askAbout(Arrival arrival, Offer offer) {
    Job job =
        resident.job(each -> {
          arrival.whenAnsweredElsewhere(each::stop);
          try (Console console = resident.front().console(each)) {
            give(arrival, answer(console, offer).asking());
            return 0;
          } catch (InterruptedException e) {
            return Problem.INTERRUPTED.exitCode();
          }
        });
    job.start();
    talk.attend(job);
  }

  /** Whether it counts; if not, the person is told. */
  private boolean give(Arrival arrival, Answer answer) {
    boolean counts = arrival.answer(answer);
    if (!counts) {
      resident.front().say("[" + arrival.number() + "] waits no more: this answer does not count.");
    }
    return counts;
  }

  private OfferAnswer answer(Console console, Offer offer) {
    return new OfferAnswer(console, offer, () -> resident.trust(offer.from().fingerprint()));
  }

  /** {@code decline [N] [REASON]}. */
  int decline(List<String> args) {
    Arrival arrival = offer(args, "decline");
    if (arrival == null) {
      return Problem.USAGE.exitCode();
    }
    if (give(arrival, new Answer.Decline(String.join(" ", withoutNumber(args))))) {
      resident.front().say("Declined " + arrival.title() + ".");
    }
    return 0;
  }

  private static List<String> withoutNumber(List<String> args) {
    return startsWithNumber(args) ? args.subList(1, args.size()) : args;
  }

  private static boolean startsWithNumber(List<String> args) {
    return !args.isEmpty() && args.getFirst().matches("\\d{1,6}");
  }

  private @Nullable Arrival offer(List<String> args, String word) {
    List<Arrival> waiting = resident.tasks().offers();
    if (startsWithNumber(args)) {
      int number = Integer.parseInt(args.getFirst());
      Optional<Arrival> meant =
          waiting.stream().filter(each -> each.number() == number).findFirst();
      if (meant.isEmpty()) {
        resident.front().complain("no offer " + number + " waits for an answer");
      }
      return meant.orElse(null);
    }
    boolean sure = !offerWent;
    if (waiting.size() == 1 && sure) {
      return waiting.getFirst();
    }
    resident
        .front()
        .complain(
            waiting.isEmpty()
                ? "no offer waits for an answer"
                : (sure
                        ? waiting.size() + " offers wait"
                        : "another offer was taken back meanwhile")
                    + "; say which: "
                    + word
                    + " "
                    + waiting.getFirst().number());
    return null;
  }

  /** {@code transfers}. */
  int list() {
    List<Task> tasks = resident.tasks().all();
    for (Task task : tasks) {
      String facts =
          task.transfers().stream()
              .map(resident.board()::facts)
              .flatMap(Optional::stream)
              .reduce((one, other) -> one + "\n    " + other)
              .orElse(task.title());
      String state = task.state();
      resident
          .front()
          .say(
              "[" + task.number() + "] " + (state.isEmpty() ? facts : task.title() + ": " + state));
    }
    Job job = resident.job(List.of("transfers"), Commands.Kind.SHORT);
    job.start();
    return talk.attend(job);
  }

  /** {@code pause [N|ID]}. */
  int pause(List<String> args) throws IOException {
    Optional<Task> task = task(args, "pause", false);
    if (task.isPresent()) {
      resident.front().say(task.get().pause());
      return 0;
    }
    TransferId id = args.isEmpty() ? null : kept(args.getFirst());
    if (id == null) {
      return Problem.NOT_FOUND.exitCode();
    }
    return done(resident.elsewhere().pause(id), "Paused.", "That one is not under way.");
  }

  /** {@code cancel [N|ID]}. */
  int cancel(List<String> args) throws IOException {
    Optional<Task> task = task(args, "cancel", true);
    if (task.isPresent()) {
      resident.front().say(task.get().cancel());
      return 0;
    }
    TransferId id = args.isEmpty() ? null : kept(args.getFirst());
    if (id == null) {
      return Problem.NOT_FOUND.exitCode();
    }
    resident.elsewhere().cancel(id);
    resident.front().say("Cancelled, and what arrived of it is gone.");
    return 0;
  }

  /** {@code resume [N|ID] [OPTIONS]}. */
  int resume(List<String> args) throws IOException {
    Optional<Task> task =
        startsWithNumber(args)
            ? resident.tasks().find(Integer.parseInt(args.getFirst()))
            : args.isEmpty() ? resident.tasks().onlyPaused() : Optional.empty();
    if (task.isEmpty()) {
      return begin(args, resident.tasks().next());
    }
    return switch (task.get()) {
      case Arrival arrival -> {
        resident.front().say(arrival.goOn());
        yield 0;
      }
      case Job job when job.isPaused() -> {
        List<String> words = new ArrayList<>(args.isEmpty() ? args : args.subList(1, args.size()));
        if (job.transfers().size() == 1) {
          words.addFirst(job.transfers().getFirst().text());
        }
        resident.tasks().remove(job);
        yield begin(words, job.number());
      }
      case PageTransfer paused when paused.isPaused() -> {
        List<String> words = new ArrayList<>(args.isEmpty() ? args : args.subList(1, args.size()));
        words.addFirst(paused.transfers().getFirst().text());
        resident.tasks().remove(paused);
        yield begin(words, paused.number());
      }
      case Job _, PageTransfer _, PageShare _ -> {
        resident.front().say("[" + task.get().number() + "] is not paused.");
        yield 0;
      }
    };
  }

  private int begin(List<String> args, int number) {
    List<String> words = new ArrayList<>(List.of("resume"));
    words.addAll(args);
    Job job = resident.job(words, Commands.Kind.TRANSFER, number);
    job.start();
    return resident.front().interactive() ? talk.settle(job) : talk.attend(job);
  }

  /** {@code wait}. */
  int await() {
    Job job =
        resident.job(each -> {
          each.onStop(resident.tasks()::changed);
          try {
            resident.tasks().awaitIdle(each::stopping);
            return each.stopping() ? Problem.INTERRUPTED.exitCode() : 0;
          } catch (InterruptedException e) {
            return Problem.INTERRUPTED.exitCode();
          }
        });
    job.start();
    return talk.attend(job);
  }

  private int done(boolean well, String sentence, String otherwise) {
    resident.front().say(well ? sentence : otherwise);
    return well ? 0 : Problem.NOT_FOUND.exitCode();
  }

  /** The one with the number that was typed, or the only one if none was. */
  private Optional<Task> task(List<String> args, String word, boolean shares) {
    if (startsWithNumber(args)) {
      Optional<Task> found = resident.tasks().find(Integer.parseInt(args.getFirst()));
      if (found.isEmpty() && args.getFirst().length() < 4) {
        resident.front().complain("nothing has the number " + args.getFirst());
      }
      return found;
    }
    if (!args.isEmpty()) {
      return Optional.empty();
    }
    List<Task> meant = shares ? resident.tasks().all() : resident.underWay();
    if (meant.size() != 1) {
      resident
          .front()
          .complain(
              meant.isEmpty()
                  ? "nothing is under way"
                  : "say which: " + word + " " + meant.getFirst().number());
      return Optional.empty();
    }
    return Optional.of(meant.getFirst());
  }

  private @Nullable TransferId kept(String prefix) throws IOException {
    List<TransferId> found =
        resident.peer().transfers().stream()
            .map(StoredTransfer::id)
            .filter(id -> id.text().startsWith(prefix))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (!startsWithNumber(List.of(prefix))) {
      resident
          .front()
          .complain(
              (found.isEmpty() ? "no transfer begins with " : "several transfers begin with ")
                  + DisplayName.escape(prefix)
                  + "; transfers lists them");
    }
    return null;
  }
}
