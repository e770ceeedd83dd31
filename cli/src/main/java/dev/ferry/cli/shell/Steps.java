package dev.ferry.cli.shell;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.PeerName;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.transfer.TransferException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Completer;

/** Questions of the menu, each asked until the answer can be right. For the reading thread. */
final class Steps {
  private static final int LAST_PORT = 65_535;

  private final Resident resident;
  private final Talk talk;

  Steps(Resident resident, Talk talk) {
    this.resident = resident;
    this.talk = talk;
  }

  /** The path of something to send; empty for back to the menu. */
  Optional<String> path(Menu.Kind kind) {
    while (true) {
      Optional<String> typed =
          talk.ask("Path of the " + kind.word() + " (Tab completes):", "", new LocalPaths());
      if (typed.isEmpty() || typed.get().isEmpty()) {
        return Optional.empty();
      }
      Optional<String> path = checked(typed.get(), kind);
      if (path.isPresent()) {
        return path;
      }
    }
  }

  private Optional<String> checked(String typed, Menu.Kind kind) {
    String path;
    try {
      List<String> words = Words.texts(Words.split(typed));
      boolean asItIs = Files.exists(Path.of(typed));
      path = asItIs || words.size() != 1 ? typed : words.getFirst();
      if (!Files.isReadable(Path.of(path))) {
        resident.front().say("There is no readable " + DisplayName.escape(path) + ".");
        return Optional.empty();
      }
    } catch (Words.UnclosedException | InvalidPathException e) {
      resident
          .front()
          .say("That is no path: " + DisplayName.escape(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    if (kind.fits(path) || sure(path, kind)) {
      return Optional.of(path);
    }
    return Optional.empty();
  }

  private boolean sure(String path, Menu.Kind kind) {
    String answer =
        talk.ask(
                DisplayName.escape(path)
                    + " is not called as a "
                    + kind.word()
                    + " is. Send it all the same? yes or no:")
            .orElse("no");
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  /** Whom to talk to, as commands take it; empty for back to the menu. */
  Optional<String> peer() {
    List<NearPeer> near = resident.neighbours().all();
    Menu.show(near, resident.front());
    Completer names =
        (reader, line, candidates) ->
            PeerNames.of(resident)
                .forEach((name, what) -> candidates.add(Completion.candidate(name, what)));
    while (true) {
      Optional<String> typed =
          talk.ask(
              near.isEmpty() ? "Address or name:" : "Address, name, or number of the list:",
              "",
              names);
      if (typed.isEmpty() || typed.get().isEmpty()) {
        return Optional.empty();
      }
      Optional<String> peer = meant(typed.get(), near);
      if (peer.isPresent()) {
        return peer;
      }
    }
  }

  private Optional<String> meant(String typed, List<NearPeer> near) {
    if (typed.matches("\\d{1,3}")) {
      int number = Integer.parseInt(typed);
      if (number < 1 || number > near.size()) {
        resident.front().say("The list has no " + number + ".");
        return Optional.empty();
      }
      return Optional.of(near.get(number - 1).address().toString());
    }
    boolean name =
        PeerNames.of(resident).keySet().stream()
            .anyMatch(each -> PeerName.fold(each).startsWith(PeerName.fold(typed)));
    if (name || typed.contains("://") || typed.matches(".*\\]:\\d+|[^:]*:\\d+")) {
      return isAddress(typed) || name ? Optional.of(typed) : Optional.empty();
    }
    return isAddress(typed) ? port().map(port -> withPort(typed, port)) : Optional.empty();
  }

  private boolean isAddress(String typed) {
    try {
      PeerAddress.parse(typed);
      return true;
    } catch (TransferException e) {
      resident.front().say(DisplayName.escape(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private static String withPort(String host, int port) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (bare ? "[" + host + "]" : host) + ":" + port;
  }

  private Optional<Integer> port() {
    while (true) {
      Optional<String> typed = talk.ask("Port (Enter for " + PeerAddress.DEFAULT_PORT + "):");
      if (typed.isEmpty()) {
        return Optional.empty();
      }
      String port = typed.get().isEmpty() ? "" + PeerAddress.DEFAULT_PORT : typed.get();
      if (port.matches("\\d{1,5}")) {
        int number = Integer.parseInt(port);
        if (number >= 1 && number <= LAST_PORT) {
          return Optional.of(number);
        }
      }
      resident.front().say("A port is a number from 1 to " + LAST_PORT + ".");
    }
  }

  /** A folder of this machine where something lands; empty for back. */
  Optional<Path> folder(Path usual) {
    while (true) {
      Optional<String> typed =
          talk.ask(
              "Save into (Enter for " + DisplayName.escape(usual.toString()) + "):",
              "",
              new LocalPaths());
      if (typed.isEmpty()) {
        return Optional.empty();
      }
      try {
        Path folder =
            typed.get().isEmpty()
                ? usual
                : Path.of(String.join(" ", Words.texts(Words.split(typed.get()))));
        if (!Files.exists(folder) || Files.isDirectory(folder)) {
          return Optional.of(folder);
        }
        resident.front().say(DisplayName.escape(folder.toString()) + " is no folder.");
      } catch (Words.UnclosedException | InvalidPathException e) {
        resident
            .front()
            .say("That is no path: " + DisplayName.escape(String.valueOf(e.getMessage())));
      }
    }
  }
}
