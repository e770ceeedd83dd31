package dev.ferry.cli;

import dev.ferry.cli.ask.KnownPin;
import dev.ferry.cli.ask.PinPrompt;
import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.peer.GetOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry download}. */
@Command(
    customSynopsis = "ferry download HOST PORT FILENAME [--into DIR] [OPTION]...",
    description = {
      "Gets one file, or a folder, from what a peer shares, by its name alone: as ferry ls shows",
      "it, or inside one of the folders that are shared."
    },
    sortOptions = false,
    footer = {
      "  ferry download 192.168.1.7 53317 notes.txt",
      "  ferry download 192.168.1.7 53317 a.jpg --into pics"
    })
final class DownloadCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;
  private static final int MOST_FOLDERS = 50;

  @ParentCommand private FerryCommand ferry;
  @Mixin private TransportFlags transport;

  @Parameters(index = "0", paramLabel = "HOST", description = "The peer's address or host name.")
  private String host = "";

  @Parameters(
      index = "1",
      paramLabel = "PORT",
      description = "Its port; " + PeerAddress.DEFAULT_PORT + " unless it said another one.")
  private String port = "";

  @Parameters(index = "2", paramLabel = "FILENAME", description = "What to get.")
  private String name = "";

  @Option(
      names = "--into",
      paramLabel = "DIR",
      order = 1,
      description = "Where it lands; the current folder unless said.")
  private Path into = Path.of("");

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      order = 2,
      description = "A file whose first line is the PIN, if one is needed; else it is asked for.")
  private @Nullable Path pinFile;

  @Override
  public Integer call() {
    return ferry.run(this::download);
  }

  private Ending download(Session session) throws Exception {
    if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > LAST_PORT) {
      throw Ending.usage(
          "the second word is the port, 1 to " + LAST_PORT + ": download HOST PORT FILENAME");
    }
    PeerAddress address = address();
    PinSource pin = new KnownPin(new PinPrompt(session.console(), pinFile, session::isStopping));
    Path folder = into.toAbsolutePath().normalize();
    String path = find(session.peer(), address, pin);
    GetOptions options =
        GetOptions.of(address, folder, path).withPin(pin).withTransport(transport.options());
    return session.drive(
        transport.limit(), () -> Destination.in(folder, () -> session.driver().get(options)));
  }

  private PeerAddress address() throws TransferException {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return PeerAddress.parse((bare ? "[" + host + "]" : host) + ":" + port);
  }

  /** The path of what is meant: as it is, or below one of the folders that are shared. */
  private String find(Peer peer, PeerAddress address, PinSource pin) throws IOException {
    String asked = name.replaceAll("/+$", "");
    List<String> folders = new ArrayList<>();
    AtomicBoolean onTop = new AtomicBoolean();
    peer.list(
        address,
        null,
        pin,
        transport.options(),
        file -> {
          String path = file.entry().path().toString();
          onTop.compareAndSet(false, path.equals(asked));
          if (file.entry() instanceof FolderEntry && folders.size() < MOST_FOLDERS) {
            folders.add(path);
          }
        });
    if (onTop.get() || isThere(peer, address, asked, pin)) {
      return asked;
    }
    for (String folder : folders) {
      if (isThere(peer, address, folder + "/" + asked, pin)) {
        return folder + "/" + asked;
      }
    }
    throw new TransferException(
        Problem.NOT_FOUND,
        "nothing called \""
            + DisplayName.escape(name)
            + "\" is shared with you at "
            + address
            + "; ferry ls "
            + Listeners.shortest(address)
            + " lists what is");
  }

  private boolean isThere(Peer peer, PeerAddress address, String path, PinSource pin)
      throws IOException {
    try {
      peer.list(address, path, pin, transport.options(), file -> {});
      return true;
    } catch (TransferException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
