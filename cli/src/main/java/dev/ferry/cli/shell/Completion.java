package dev.ferry.cli.shell;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.StoredTransfer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes what is typed at the prompt. Called on the reading thread. */
final class Completion implements Completer {
  private final Resident resident;
  private final RemoteCommands remote;
  private final LocalPaths local = new LocalPaths();
  private final RemotePaths remotePaths;

  Completion(Resident resident, RemoteCommands remote) {
    this.resident = resident;
    this.remote = remote;
    this.remotePaths = new RemotePaths(resident, remote);
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    List<String> words = new ArrayList<>(line.words().subList(0, line.wordIndex()));
    String typed = line.word().substring(0, line.wordCursor());
    if (!words.isEmpty() && words.getFirst().equals("ferry")) {
      words.removeFirst();
    }
    if (words.isEmpty()) {
      words(candidates);
    } else if (typed.startsWith("-")) {
      options(words.getFirst(), candidates);
    } else if (!value(words, typed, candidates)) {
      argument(words, typed, candidates);
    }
  }

  private void words(List<Candidate> candidates) {
    for (Builtin builtin : Builtin.values()) {
      candidates.add(candidate(builtin.word(), builtin.summary()));
    }
    for (Commands.Command command : resident.commands().all()) {
      if (Builtin.ofWord(command.word()).isEmpty()) {
        candidates.add(candidate(command.word(), command.summary()));
      }
    }
  }

  private void options(String word, List<Candidate> candidates) {
    resident
        .commands()
        .options(word)
        .forEach(option -> candidates.add(candidate(option.name(), option.summary())));
  }

  /** Whether the word is the value of the option before it. */
  private boolean value(List<String> words, String typed, List<Candidate> candidates) {
    Optional<Commands.Option> option =
        resident.commands().options(words.getFirst()).stream()
            .filter(each -> each.name().equals(words.getLast()) && !each.value().isEmpty())
            .findFirst();
    if (option.isEmpty()) {
      return false;
    }
    switch (option.get().value()) {
      case "PEER" -> peers(candidates);
      case "DIR", "FILE" -> local.complete(typed, candidates);
      default -> option.get().choices().forEach(each -> candidates.add(candidate(each, "")));
    }
    return true;
  }

  private void argument(List<String> words, String typed, List<Candidate> candidates) {
    List<String> before = withoutOptions(words);
    switch (words.getFirst()) {
      case "send", "share", "show" -> local.complete(typed, candidates);
      case "cd" -> {
        if (remote.isAnywhere()) {
          remotePaths.here(typed, candidates);
        } else if (typed.contains("/")) {
          remotePaths.at(typed, candidates);
        } else {
          peers(candidates);
        }
      }
      case "ls", "get" -> {
        if (remote.isAnywhere()) {
          remotePaths.here(typed, candidates);
        } else if (before.size() == 1) {
          peers(candidates);
        } else {
          remotePaths.of(before.get(1), typed, candidates);
        }
      }
      case "download" -> download(before, typed, candidates);
      case "trust", "forget", "ping" -> peers(candidates);
      case "accept", "decline" -> accepting(before, candidates);
      case "pause", "cancel", "resume" -> transfers(candidates);
      case "help" -> words(candidates);
      default -> {}
    }
  }

  private List<String> withoutOptions(List<String> words) {
    List<Commands.Option> options = resident.commands().options(words.getFirst());
    List<String> left = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        left.add(word);
      } else if (options.stream()
          .anyMatch(each -> each.name().equals(word) && !each.value().isEmpty())) {
        i++;
      }
    }
    return left;
  }

  private void download(List<String> before, String typed, List<Candidate> candidates) {
    switch (before.size()) {
      case 1 -> addresses(candidates);
      case 2 -> ports(before.get(1), candidates);
      case 3 -> remotePaths.of(before.get(1) + ":" + before.get(2), typed, candidates);
      default -> {}
    }
  }

  private void addresses(List<Candidate> candidates) {
    for (NearPeer peer : resident.neighbours().all()) {
      candidates.add(candidate(peer.address().host(), DisplayName.escape(peer.alias())));
    }
  }

  private void ports(String host, List<Candidate> candidates) {
    resident.neighbours().all().stream()
        .filter(peer -> peer.address().host().equals(host))
        .forEach(peer -> candidates.add(candidate(String.valueOf(peer.address().port()), "")));
    candidates.add(candidate("53317", "the usual one"));
  }

  /** Names of those who are near, and of those who were met before. */
  private void peers(List<Candidate> candidates) {
    PeerNames.of(resident).forEach((name, what) -> candidates.add(candidate(name, what)));
  }

  private void accepting(List<String> before, List<Candidate> candidates) {
    if (before.size() == 1) {
      resident
          .tasks()
          .offers()
          .forEach(each -> candidates.add(candidate("" + each.number(), each.title())));
    } else if (before.getFirst().equals("accept")) {
      List.of("all", "some", "update", "trust")
          .forEach(each -> candidates.add(candidate(each, "")));
    }
  }

  private void transfers(List<Candidate> candidates) {
    resident
        .tasks()
        .all()
        .forEach(task -> candidates.add(candidate("" + task.number(), task.title())));
    try {
      for (StoredTransfer kept : resident.peer().transfers()) {
        candidates.add(candidate(kept.id().brief(), DisplayName.escape(kept.title())));
      }
    } catch (IOException e) {
      // Then the ids are not completed; the command itself says what is wrong.
      return;
    }
  }

  static Candidate candidate(String value, String description) {
    return new Candidate(
        value, value, null, description.isEmpty() ? null : description, null, null, true);
  }
}
