package dev.ferry.cli;

import dev.ferry.cli.ask.PinPrompt;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.peer.GetOptions;
import dev.ferry.peer.PeerAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry get}. */
@Command(
    customSynopsis = "ferry get PEER PATH... [--into DIR] [OPTION]...",
    description = "Gets files and folders from what a peer shares.",
    sortOptions = false,
    footer = {
      "  ferry get nas photos --into pics",
      "  ferry get 192.168.1.7 photos/a.jpg notes.txt"
    })
final class GetCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;
  @Mixin private TransportFlags transport;

  @Mixin private LinkFile link;

  @Parameters(
      arity = "0..*",
      paramLabel = "PEER PATH",
      description = {
        "HOST, HOST:PORT, [IPv6]:PORT, a link, or the name of a trusted peer; not with --link-file.",
        "Then paths as ferry ls shows them; none is needed behind a link."
      })
  private final List<String> words = new ArrayList<>();

  @Option(
      names = "--into",
      paramLabel = "DIR",
      order = 1,
      description = "Where files land; the current folder unless said.")
  private Path into = Path.of("");

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      order = 2,
      description = "A file whose first line is the PIN, if one is needed; else it is asked for.")
  private @Nullable Path pinFile;

  @Option(
      names = "--on-clash",
      paramLabel = "HOW",
      order = 3,
      converter = OptionValues.Clash.class,
      description =
          "Files that exist here with other contents: rename (the new one becomes \"name (2)\";"
              + " the default), update (it takes the old one's place), skip, fail.")
  private ClashPolicy clash = ClashPolicy.KEEP_BOTH;

  @Override
  public Integer call() {
    return ferry.run(this::get);
  }

  private Ending get(Session session) throws Exception {
    String from = link.peer(words);
    List<String> paths = link.paths(words);
    // A name could mean somebody else by now, who would be given the PIN.
    Optional<PeerAddress> visited = session.host().visited(from);
    PeerAddress address = visited.isPresent() ? visited.get() : Addressee.of(session, from);
    if (paths.isEmpty() && address.share() == null) {
      throw Ending.usage("say what to get; ferry ls " + from + " lists what there is");
    }
    GetOptions options =
        new GetOptions(
            address,
            paths,
            into.toAbsolutePath().normalize(),
            clash,
            session
                .host()
                .pin(from, new PinPrompt(session.console(), pinFile, session::isStopping)),
            transport.options());
    return session.drive(
        transport.limit(),
        () -> Destination.in(options.into(), () -> session.driver().get(options)));
  }
}
