package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the answer to an offer from words that were typed behind {@code accept}. */
public final class OfferAnswer {
  private final Console console;
  private final Offer offer;
  private final Runnable trust;

  /**
   * For one offer.
   *
   * @param console where questions are asked and mistakes are told
   * @param trust makes the peer a trusted one
   */
  public OfferAnswer(Console console, Offer offer, Runnable trust) {
    this.console = console;
    this.offer = offer;
    this.trust = trust;
  }

  /**
   * The answer that the words are: none or {@code all}, {@code update}, {@code trust}, {@code some}
   * with a question, or numbers, names and patterns. Blocks on the person where it asks.
   *
   * @return empty if it stays unanswered; what is wrong has been told
   */
  public Optional<Answer> of(List<String> words) throws InterruptedException {
    String word = words.isEmpty() ? "all" : words.getFirst().toLowerCase(Locale.ROOT);
    if (isChanged() && !agrees()) {
      console.say("It still waits for an answer.");
      return Optional.empty();
    }
    return switch (word) {
      case "all", "yes", "y" -> Optional.of(new Answer.All(null));
      case "update" -> Optional.of(new Answer.All(ClashPolicy.UPDATE));
      case "trust" -> {
        if (isChanged()) {
          console.say("A peer whose identity has changed cannot be trusted so; forget it first.");
          yield Optional.empty();
        }
        trust.run();
        yield Optional.of(new Answer.All(null));
      }
      case "some" -> words.size() > 1 ? Optional.ofNullable(chosen(rest(words))) : asked();
      default -> Optional.ofNullable(chosen(words));
    };
  }

  /** All questions, as where nothing else is typed meanwhile. Blocks on the person. */
  public Answer asking() throws InterruptedException {
    return dialogue().decide();
  }

  private static List<String> rest(List<String> words) {
    return words.subList(1, words.size());
  }

  private boolean isChanged() {
    return offer.from().standing() == Standing.CHANGED;
  }

  private boolean agrees() throws InterruptedException {
    return console.asker().isPresent()
        && person()
            .ask("ACCEPT IN SPITE OF THE CHANGED IDENTITY? Type yes in full, or no:")
            .orElse("")
            .equals("yes");
  }

  private Optional<Answer> asked() throws InterruptedException {
    if (console.asker().isEmpty()) {
      console.complain("ferry: nobody can be asked here; say which: accept N some 1,3-5 or *.jpg");
      return Optional.empty();
    }
    return Optional.ofNullable(dialogue().some());
  }

  private @Nullable Answer chosen(List<String> words) {
    try {
      return dialogue().chosen(String.join(",", words));
    } catch (IOException e) {
      console.say("The list cannot be read: " + DisplayName.escape(String.valueOf(e.getMessage())));
      return null;
    }
  }

  private Dialogue dialogue() {
    return new Dialogue(person(), offer, trust);
  }

  private Person person() {
    return Person.at(console, () -> {}, () -> false);
  }
}
