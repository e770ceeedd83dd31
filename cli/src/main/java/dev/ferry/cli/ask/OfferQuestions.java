package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Who;
import dev.ferry.cli.view.Sight;
import dev.ferry.identity.Fingerprint;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Asks the person at the terminal about one offer after the other, in the order they came.
 * Thread-safe.
 */
final class OfferQuestions {
  private final Console console;
  private final Person person;
  private final Consumer<Fingerprint> trust;
  private final ReentrantLock asking = new ReentrantLock(true);
  private final AtomicInteger queue = new AtomicInteger();

  /**
   * Questions at a console.
   *
   * @param trust makes the peer with this fingerprint a trusted one; does not throw
   */
  OfferQuestions(Console console, Person person, Consumer<Fingerprint> trust) {
    this.console = console;
    this.person = person;
    this.trust = trust;
  }

  /**
   * Shows an offer and asks about it; blocks until there is an answer.
   *
   * @throws InterruptedException if the question is of no use any more; it has gone from the screen
   */
  Answer ask(Offer offer) throws InterruptedException {
    if (queue.getAndIncrement() > 0) {
      console.say("One more offer waits for its turn: " + name(offer));
    }
    try (FirstLook look = new FirstLook(offer)) {
      asking.lockInterruptibly();
      try {
        console.say(String.join("\n", OfferApprover.describe(offer, console.style())));
        tell(look);
        return new Dialogue(person, offer, () -> trust.accept(offer.from().fingerprint())).decide();
      } finally {
        asking.unlock();
      }
    } finally {
      queue.getAndDecrement();
    }
  }

  /** What comes late is told above the question. */
  private void tell(FirstLook look) throws InterruptedException {
    look.await();
    say(look.lines(Sight.at(console), this::say));
  }

  private void say(List<String> lines) {
    if (!lines.isEmpty()) {
      console.say(String.join("\n", lines));
    }
  }

  /** What is offered and by whom, in half a sentence. */
  static String name(Offer offer) {
    return ShortName.ofTitleOrText(offer.title()) + " from " + Who.name(offer.from());
  }
}
