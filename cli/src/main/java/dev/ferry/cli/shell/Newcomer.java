package dev.ferry.cli.shell;

import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens the peer of a person's shell; somebody who is here for the first time is asked for a name.
 *
 * @param peer the peer
 * @param isNew whether it is the first time
 */
record Newcomer(Peer peer, boolean isNew) {
  /** Opens it, and asks if need be. */
  static Newcomer meet(PeerOptions options, Front front, Talk talk, Commands commands)
      throws IOException {
    Peer peer = Peer.open(options);
    if (!HistoryFile.isMissing(peer.self().home())) {
      return new Newcomer(peer, false);
    }
    front.say(front.style().strong("Ferry") + " moves files straight from one machine to another.");
    if (options.alias() != null) {
      return new Newcomer(peer, true);
    }
    return new Newcomer(named(peer, options, front, talk, commands), true);
  }

  private static Peer named(
      Peer peer, PeerOptions options, Front front, Talk talk, Commands commands)
      throws IOException {
    String now = peer.self().alias();
    String usual = Who.name(now);
    while (true) {
      Optional<String> typed = talk.ask("Others see you as " + usual + ". Another name, or Enter:");
      if (typed.isEmpty()) {
        peer.close();
        throw new TransferException(Problem.INTERRUPTED, "left before anything had begun");
      }
      String name = typed.get();
      if (name.isEmpty() || name.equals(now)) {
        return peer;
      }
      if (isCommand(name, commands)) {
        front.say("That is a command, for later: first a name for this machine, or Enter.");
        continue;
      }
      if (!DisplayName.escape(name).equals(name)) {
        front.say("A name has no control or invisible characters.");
        continue;
      }
      try {
        peer.rename(name);
        peer.close();
        return Peer.open(options);
      } catch (IOException | IllegalArgumentException e) {
        front.say("That cannot be: " + DisplayName.escape(String.valueOf(e.getMessage())));
      }
    }
  }

  private static boolean isCommand(String typed, Commands commands) {
    String word = typed.replaceFirst("^(\\./)?ferry +", "").split(" ", 2)[0];
    return Builtin.ofWord(word).isPresent() || commands.find(word).isPresent();
  }
}
