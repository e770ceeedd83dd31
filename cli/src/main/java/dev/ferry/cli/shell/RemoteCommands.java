package dev.ferry.cli.shell;

import dev.ferry.cli.ask.KnownPin;
import dev.ferry.cli.ask.PinPrompt;
import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.Entry;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.events.EntryJson;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code cd} has gone on another peer, and the commands that mean it. For the reading thread.
 */
final class RemoteCommands {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int SIZE = 8;

  private final Resident resident;
  private final Talk talk;
  private volatile @Nullable RemotePlace place;
  private volatile PinSource pin = PinSource.none();

  RemoteCommands(Resident resident, Talk talk) {
    this.resident = resident;
    this.talk = talk;
  }

  /** Whether {@code cd} has gone anywhere. */
  boolean isAnywhere() {
    return place != null;
  }

  /** Where it has gone; null if nowhere. */
  @Nullable RemotePlace place() {
    return place;
  }

  /** Knows the PIN there, if one was needed. */
  PinSource pin() {
    return pin;
  }

  /** What is done with a place, on a job's thread. */
  @FunctionalInterface
  private interface Step {
    int run(Job job) throws IOException, InterruptedException;
  }

  private int attended(Step step) {
    Job job =
        resident.job(each -> {
          try {
            return step.run(each);
          } catch (IOException e) {
            resident.front().complain(resident.commands().sentence(e));
            return resident.commands().code(e);
          } catch (InterruptedException e) {
            return Problem.INTERRUPTED.exitCode();
          }
        });
    job.start();
    return talk.attend(job);
  }

  /** {@code cd [PEER[/PATH] | PATH]}. */
  int cd(List<String> args) {
    if (args.isEmpty()) {
      place = null;
      pin = PinSource.none();
      resident.wentTo(null);
      return 0;
    }
    RemotePlace here = place;
    if (here != null) {
      return attended(job -> goTo(here.at(here.resolve(args.getFirst())), pin));
    }
    return go(args.getFirst());
  }

  /** Goes to {@code PEER[/PATH]}. */
  int go(String typed) {
    boolean link = typed.startsWith("https://") || typed.startsWith("http://");
    int slash = link ? -1 : typed.indexOf('/');
    String peer = slash < 0 ? typed : typed.substring(0, slash);
    String path = slash < 0 ? "" : typed.substring(slash + 1).replaceAll("/+$", "");
    return attended(job -> {
      PeerAddress address = resident.commands().address(peer, job);
      return goTo(new RemotePlace(peer, address, path), asking(job));
    });
  }

  private PinSource asking(Job job) {
    return new KnownPin(new PinPrompt(resident.front().console(job), null, () -> false));
  }

  private int goTo(RemotePlace there, PinSource asking) throws IOException {
    RemoteFolder folder =
        RemoteFolder.list(resident.peer(), there.address(), there.path(), asking, LONG);
    if (!folder.isFolder()) {
      throw new TransferException(
          Problem.USAGE, "\"" + DisplayName.escape(there.path()) + "\" is a file; get gets it");
    }
    place = there;
    pin = asking;
    resident.wentTo(new Resident.Visit(there.peer(), there.address(), asking));
    if (folder.entries().isEmpty()) {
      resident.front().say("Nothing is shared with you there.");
    }
    return 0;
  }

  /** {@code pwd}. */
  int pwd() {
    RemotePlace here = place;
    String text =
        here == null
            ? "nowhere; cd PEER goes to what a peer shares"
            : DisplayName.escape(here.toString());
    resident
        .front()
        .show(
            text,
            "place",
            event -> {
              if (here != null) {
                event.put("peer", here.peer()).put("path", here.path());
              }
            });
    return 0;
  }

  /** {@code ls [PATH]} where {@code cd} has gone. */
  int ls(List<String> args) {
    RemotePlace here = place;
    if (here == null) {
      return Problem.USAGE.exitCode();
    }
    String path = args.isEmpty() ? here.path() : here.resolve(args.getFirst());
    return attended(job -> {
      list(here.at(path));
      return 0;
    });
  }

  private void list(RemotePlace there) throws IOException {
    RemoteFolder folder =
        RemoteFolder.list(resident.peer(), there.address(), there.path(), pin, LONG);
    List<Entry> shown = folder.isFolder() ? folder.entries() : List.of(folder.self().orElseThrow());
    Front front = resident.front();
    Style style = front.style();
    shown.forEach(
        entry -> front.show(line(entry, style), "file", event -> EntryJson.put(event, entry)));
    if (!folder.whole()) {
      resident.front().say("... and more");
    }
  }

  /** An entry of a folder: its size and its name. */
  static String line(Entry entry, Style style) {
    long size = RemoteFolder.size(entry);
    String name = DisplayName.escape(RemoteFolder.name(entry));
    return Columns.padLeft(size < 0 ? "" : Units.bytes(size), SIZE)
        + "  "
        + (size < 0 ? style.strong(name) : name);
  }

  /** What is listed where {@code cd} has gone, for whoever shows it; null if it failed. */
  @Nullable RemoteFolder look() {
    RemotePlace here = place;
    AtomicReference<@Nullable RemoteFolder> seen = new AtomicReference<>();
    if (here != null) {
      attended(job -> {
        seen.set(RemoteFolder.list(resident.peer(), here.address(), here.path(), pin, LONG));
        return 0;
      });
    }
    return seen.get();
  }

  /** The words of a command that takes PEER PATH..., if {@code cd} has gone somewhere. */
  List<String> placed(String word, List<String> args) {
    RemotePlace here = place;
    if (here == null) {
      return args;
    }
    Set<String> withValue = withValue(word);
    List<String> words = new ArrayList<>(List.of(here.peer()));
    List<String> paths = new ArrayList<>();
    boolean onlyPaths = false;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (onlyPaths || !arg.startsWith("-")) {
        paths.add(here.resolve(arg));
      } else if (arg.equals("--")) {
        onlyPaths = true;
      } else {
        words.add(arg);
        if (withValue.contains(arg) && i + 1 < args.size()) {
          words.add(args.get(++i));
        }
      }
    }
    if (!paths.isEmpty()) {
      // Whoever shares chose the names: none of them becomes an option.
      words.add("--");
      words.addAll(paths);
    }
    return words;
  }

  private Set<String> withValue(String word) {
    return resident.commands().options(word).stream()
        .filter(option -> !option.value().isEmpty())
        .map(Commands.Option::name)
        .collect(Collectors.toSet());
  }
}
