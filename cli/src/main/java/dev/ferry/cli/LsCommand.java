package dev.ferry.cli;

import dev.ferry.cli.ask.PinPrompt;
import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.peer.Peer;
import dev.ferry.peer.RemoteFile;
import dev.ferry.peer.events.EntryJson;
import dev.ferry.peer.events.JsonLine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry ls}. */
@Command(
    customSynopsis = "ferry ls PEER [PATH] [OPTION]...",
    description = "Lists what a peer shares: the top level, or all below a path.",
    sortOptions = false,
    footer = {"  ferry ls nas", "  ferry ls 192.168.1.7 photos   # all below it"})
final class LsCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;
  @Mixin private TransportFlags transport;

  @Mixin private LinkFile link;

  @Parameters(
      arity = "0..2",
      paramLabel = "PEER PATH",
      description = {
        "HOST, HOST:PORT, [IPv6]:PORT, a link, or the name of a trusted peer; not with --link-file.",
        "Then the path to list below."
      })
  private final List<String> words = new ArrayList<>();

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      order = 1,
      description = "A file whose first line is the PIN, if one is needed; else it is asked for.")
  private @Nullable Path pinFile;

  @Override
  public Integer call() {
    return ferry.run(this::list);
  }

  private Ending list(Session session) throws Exception {
    Peer peer = session.peer();
    Console console = session.console();
    AtomicLong count = new AtomicLong();
    String from = link.peer(words);
    List<String> paths = link.paths(words);
    if (paths.size() > 1) {
      throw Ending.usage("ls takes one path");
    }
    peer.list(
        Addressee.of(session, from),
        paths.isEmpty() ? null : paths.getFirst(),
        new PinPrompt(console, pinFile, session::isStopping),
        transport.options(),
        file -> {
          count.incrementAndGet();
          console.show(() -> text(file.entry()), () -> json(console.event("file"), file));
        });
    if (count.get() == 0) {
      console.say(
          "Nothing is shared with you there. What is shared with trusted peers only is not shown to"
              + " others: if there should be something, its owner can `ferry trust` "
              + Who.name(peer.self().alias())
              + ".");
    }
    return Ending.good();
  }

  private static String text(Entry entry) {
    String name = DisplayName.escape(entry.path().toString());
    return switch (entry) {
      case FileEntry file -> line(Units.bytes(file.size()), file, name);
      case FolderEntry folder -> line("folder", folder, name + "/");
      case LinkEntry link -> line("link", link, name + " -> " + DisplayName.escape(link.target()));
    };
  }

  private static String line(String size, Entry entry, String name) {
    return Columns.padLeft(size, 8) + "  " + Dates.minute(modified(entry)) + "  " + name;
  }

  private static Instant modified(Entry entry) {
    return Instant.ofEpochSecond(0, entry.modifiedNanos());
  }

  /** An entry of a share as an event. */
  static JsonLine json(JsonLine event, RemoteFile file) {
    return EntryJson.put(event.put("share", file.share()), file.entry());
  }
}
