package dev.ferry.cli.shell;

import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FolderEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Walks through what a peer shares, and gets what is chosen. For the reading thread. */
final class MenuBrowse {
  private final Resident resident;
  private final Talk talk;
  private final Interpreter interpreter;
  private final Steps steps;

  MenuBrowse(Resident resident, Talk talk, Interpreter interpreter, Steps steps) {
    this.resident = resident;
    this.talk = talk;
    this.interpreter = interpreter;
    this.steps = steps;
  }

  void run() {
    interpreter.remote().cd(List.of());
    while (!interpreter.remote().isAnywhere()) {
      Optional<String> peer = steps.peer();
      if (peer.isEmpty()) {
        return;
      }
      if (interpreter.remote().go(peer.get()) != 0) {
        resident.front().say("Please try another address, or Enter for the menu.");
      }
    }
    browse();
    interpreter.remote().cd(List.of());
  }

  private void browse() {
    while (true) {
      RemoteFolder folder = interpreter.remote().look();
      if (folder == null) {
        return;
      }
      show(folder);
      Optional<String> typed =
          talk.ask("Number or name; get NUMBER for a whole folder, .. for up, Enter for the menu:");
      if (typed.isEmpty() || typed.get().isEmpty()) {
        return;
      }
      choose(folder, typed.get());
    }
  }

  private void show(RemoteFolder folder) {
    Front front = resident.front();
    front.say(
        front.style().strong(DisplayName.escape(String.valueOf(interpreter.remote().place()))));
    for (int i = 0; i < folder.entries().size(); i++) {
      front.say(
          String.format(
              Locale.ROOT,
              "%3d  %s",
              i + 1,
              RemoteCommands.line(folder.entries().get(i), front.style())));
    }
    if (!folder.whole()) {
      front.say("     ... and more");
    }
  }

  private void choose(RemoteFolder folder, String typed) {
    if (typed.equals("..")) {
      interpreter.remote().cd(List.of(".."));
      return;
    }
    boolean whole = typed.startsWith("get ");
    String what = whole ? typed.substring(4).strip() : typed;
    Optional<Entry> meant = meant(folder.entries(), what);
    if (meant.isEmpty()) {
      resident.front().say("There is no " + DisplayName.escape(what) + " in the list.");
    } else if (meant.get() instanceof FolderEntry && !whole) {
      interpreter.remote().cd(List.of("/" + meant.get().path()));
    } else {
      get(meant.get());
    }
  }

  private static Optional<Entry> meant(List<Entry> entries, String what) {
    if (what.matches("\\d{1,5}")) {
      int number = Integer.parseInt(what);
      if (number >= 1 && number <= entries.size()) {
        return Optional.of(entries.get(number - 1));
      }
    }
    String name = what.replaceAll("/$", "");
    return entries.stream().filter(entry -> entry.path().name().equals(name)).findFirst();
  }

  private void get(Entry entry) {
    RemotePlace place = interpreter.remote().place();
    if (place == null) {
      return;
    }
    Optional<Path> into = steps.folder(resident.peer().receiveOptions().into());
    into.ifPresent(folder ->
        interpreter.attended(
            List.of(
                "get", place.peer(), "--into", folder.toString(), "--", entry.path().toString())));
  }
}
