package dev.ferry.cli.ask;

import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.Console;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The person whom somebody else asks.
 *
 * @param console where the person is told things
 * @param asker asks
 * @param stopping whether no answer is needed any more
 */
record AskedPerson(Console console, Asker asker, BooleanSupplier stopping)
    implements Person.Discreet {
  @Override
  public void tell(String line) {
    console.say(line);
  }

  @Override
  public Optional<String> ask(String question) throws InterruptedException {
    return asker.ask(question, false, stopping);
  }

  @Override
  public Optional<String> askSecretly(String question) throws InterruptedException {
    return asker.ask(question, true, stopping);
  }
}
