package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.NearText;
import dev.ferry.identity.PeerName;
import dev.ferry.peer.NamedPeer;
import dev.ferry.peer.NearListener;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.NearPeers;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets the person at the terminal choose a peer from a list, by its number or name. */
public final class PeerChoice {
  private static final int NUMBER = 5;

  private final Console console;
  private final Person person;

  /**
   * Asks on {@code console}.
   *
   * @param stopping whether the command is about to stop, and needs no answer any more
   */
  public PeerChoice(Console console, BooleanSupplier stopping) {
    this.console = console;
    this.person = Person.at(console, () -> {}, stopping);
  }

  /** One of the list: what is shown, what it is called, and where that is. */
  private record Choice(List<String> lines, String name, PeerAddress address) {}

  /**
   * One of those that are near; the list grows while it is looked at. Blocks on the person.
   *
   * @return empty if the person wants none of them
   */
  public Optional<PeerAddress> amongNear(NearPeers near) throws IOException, InterruptedException {
    console.say("Looking for peers and apps of LocalSend; they are listed as they answer.");
    Growing list = new Growing();
    try (Peer.Watch _ = near.watch(list)) {
      return choose(list::choices);
    }
  }

  /** One of several that are called alike. Blocks on the person. */
  public Optional<PeerAddress> among(List<NamedPeer> several)
      throws IOException, InterruptedException {
    List<Choice> choices = several.stream().map(this::choice).toList();
    for (int i = 0; i < choices.size(); i++) {
      console.say(numbered(i, choices.get(i)));
    }
    return choose(() -> choices);
  }

  private Choice choice(NamedPeer peer) {
    NearPeer near = peer.near();
    List<String> lines =
        near == null
            ? NearText.away(peer, room(), console.style())
            : NearText.lines(near, room(), console.style());
    return new Choice(lines, peer.alias(), peer.address());
  }

  /** The columns beside the number; the last one of a terminal stays free. */
  private int room() {
    return console.width() - NUMBER - 1;
  }

  private static String numbered(int index, Choice choice) {
    return String.format(Locale.ROOT, "%3d  ", index + 1)
        + String.join("\n" + " ".repeat(NUMBER), choice.lines());
  }

  /** What can be chosen at the moment. */
  private interface Choices {
    List<Choice> now();
  }

  private Optional<PeerAddress> choose(Choices choices) throws InterruptedException {
    console.goLive(Duration.ZERO);
    while (true) {
      Optional<String> typed = person.ask("Which peer? Number or name, or nothing to stop:");
      if (typed.isEmpty() || typed.get().isEmpty()) {
        return Optional.empty();
      }
      List<Choice> meant = meant(choices.now(), typed.get());
      if (meant.size() == 1) {
        return Optional.of(meant.getFirst().address());
      }
      person.tell(
          meant.isEmpty() ? "There is no such one in the list." : "That may be several of them.");
    }
  }

  private static List<Choice> meant(List<Choice> choices, String typed) {
    if (typed.matches("\\d{1,4}")) {
      int number = Integer.parseInt(typed);
      return number >= 1 && number <= choices.size() ? List.of(choices.get(number - 1)) : List.of();
    }
    String folded = PeerName.fold(typed);
    List<Choice> exact =
        choices.stream().filter(each -> PeerName.fold(each.name()).equals(folded)).toList();
    return exact.isEmpty()
        ? choices.stream().filter(each -> PeerName.fold(each.name()).startsWith(folded)).toList()
        : exact;
  }

  /** The near ones in the order in which they came: a number never comes to mean another one. */
  private final class Growing implements NearListener {
    private final List<String> ids = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();

    @Override
    public synchronized void near(NearPeer peer) {
      Choice choice =
          new Choice(NearText.lines(peer, room(), console.style()), peer.alias(), peer.address());
      int number = ids.indexOf(peer.id());
      if (number >= 0) {
        // It is the same one, perhaps at a better address.
        choices.set(number, choice);
        return;
      }
      ids.add(peer.id());
      choices.add(choice);
      console.say(numbered(choices.size() - 1, choice));
    }

    @Override
    public void gone(NearPeer peer) {
      // It keeps its number; whoever chooses it is told that nobody answers.
    }

    synchronized List<Choice> choices() {
      return List.copyOf(choices);
    }
  }
}
