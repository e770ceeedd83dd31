package dev.ferry.cli.ask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Somebody who types what the script says, and then is not there any more. */
final class ScriptedPerson implements Person {
  private final Queue<String> script;
  private final List<String> heard = new ArrayList<>();

  ScriptedPerson(String... script) {
    this.script = new ArrayDeque<>(List.of(script));
  }

  @Override
  public synchronized void tell(String line) {
    heard.add(line);
  }

  @Override
  public synchronized Optional<String> ask(String question) {
    heard.add("? " + question);
    return Optional.ofNullable(script.poll());
  }

  /** What was said to this person; questions begin with a question mark. */
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }
}
