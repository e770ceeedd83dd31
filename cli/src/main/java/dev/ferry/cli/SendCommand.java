package dev.ferry.cli;

import dev.ferry.cli.ask.Consent;
import dev.ferry.cli.ask.PinPrompt;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.Via;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry send}. */
@Command(
    customSynopsis = "ferry send PATH... --to PEER [OPTION]...",
    description = "Sends files and folders, a text, or standard input to a peer that receives.",
    sortOptions = false,
    footer = {
      "  ferry send photos notes.txt --to nas",
      "  ferry send --text 'see you at eight' --to 192.168.1.7",
      "  ferry send photos --to nas --exclude '*.tmp' --limit 20MB/s",
      "  tar c src | ferry send - --stdin-name src.tar --to nas"
    })
final class SendCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @ParentCommand private FerryCommand ferry;
  @Mixin private TransportFlags transport;
  @Mixin private FilterFlags filter;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders; - for standard input, ./- for a file of that name.")
  private final List<String> paths = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "PEER",
      order = 1,
      description =
          "HOST, HOST:PORT, [IPv6]:PORT, or the name of a peer that is near or trusted: its"
              + " beginning is enough. http://HOST:PORT is an app that does not encrypt.")
  private @Nullable String to;

  @Option(names = "--text", paramLabel = "TEXT", order = 2, description = "A text message.")
  private @Nullable String text;

  @Option(
      names = "--title",
      paramLabel = "NAME",
      order = 3,
      description = "What the other side is told this is.")
  private @Nullable String title;

  @Option(
      names = "--stdin-name",
      paramLabel = "NAME",
      order = 4,
      description = "What standard input is called over there; stdin unless said.")
  private String stdinName = "stdin";

  @Option(
      names = "--via",
      paramLabel = "PROTOCOL",
      order = 32,
      converter = OptionValues.Protocol.class,
      description =
          "auto (found out by asking, the default), direct (Ferry's own), localsend (that of its"
              + " apps).")
  private Via via = Via.AUTO;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      order = 5,
      description = "A file whose first line is the PIN, if one is needed; else it is asked for.")
  private @Nullable Path pinFile;

  @Option(
      names = "--on-clash",
      paramLabel = "HOW",
      order = 30,
      converter = OptionValues.Clash.class,
      description =
          "What you wish for files that exist there with other contents: rename (keep both, the"
              + " default), update, skip, fail. The receiver decides.")
  private ClashPolicy clash = ClashPolicy.KEEP_BOTH;

  @Option(
      names = "--checksum",
      order = 31,
      description = "Compare contents, not size and time, to find what is there already.")
  private boolean checksum;

  @Option(
      names = "--no-previews",
      order = 33,
      description =
          "Do not let the other side look into the first few files before it accepts them.")
  private boolean noPreviews;

  @Override
  public Integer call() {
    return ferry.run(this::send);
  }

  private Ending send(Session session) throws Exception {
    if (paths.isEmpty() && text == null) {
      throw Ending.usage("say what to send: files, folders, --text TEXT, or - for standard input");
    }
    if (!paths.contains(STANDARD_INPUT)) {
      MistakenPath.check(session.peer(), paths);
    }
    PeerAddress address = to == null ? chosen(session) : Addressee.of(session, to);
    if (!paths.contains(STANDARD_INPUT)) {
      List<Path> files = paths.stream().map(Path::of).toList();
      return session.drive(
          transport.limit(), () -> send(session, options(session, address, files)));
    }
    if (paths.size() > 1) {
      throw Ending.usage("standard input travels alone: send - without other paths");
    }
    return sendStandardInput(session, address);
  }

  /** In the clear only if the person agrees. */
  private static Outcome send(Session session, SendOptions options) throws Exception {
    try {
      return session.driver().send(options);
    } catch (TransferException e) {
      if (!PeerAddress.isOnlyInTheClear(e)
          || !Consent.toPlain(session.console(), options.to(), session::isStopping)) {
        throw e;
      }
      return session.driver().send(options.withTo(options.to().inTheClear()));
    }
  }

  private static PeerAddress chosen(Session session) throws Exception {
    if (!session.console().mayAsk()) {
      throw Ending.usage(
          "say where to send it, with --to HOST[:PORT]" + Addressee.examples(session.peer()));
    }
    return Addressee.chosen(session);
  }

  private Ending sendStandardInput(Session session, PeerAddress address) throws Exception {
    if (!session.host().ownsInput()) {
      throw Ending.usage("standard input brings the commands here: it cannot be sent");
    }
    Peer peer = session.peer();
    try (StdinSpool spool = StdinSpool.in(peer.self().home(), peer.transfers(), stdinName)) {
      if (ferry.terminals().input()) {
        session.console().warn("Reading standard input until Ctrl-D.");
      }
      spool.take(System.in);
      Ending ending =
          session.drive(
              transport.limit(),
              () -> send(session, options(session, address, List.of(spool.file()))));
      if (ending.problem() != null && session.lastTransfer().id() != null) {
        spool.keepFor(session.lastTransfer().id());
      }
      return ending;
    }
  }

  private SendOptions options(Session session, PeerAddress address, List<Path> files)
      throws TransferException {
    return new SendOptions(
        address,
        files,
        text,
        title,
        clash,
        filter.filter(checksum),
        transport.options(),
        new PinPrompt(session.console(), pinFile, session::isStopping),
        via,
        !noPreviews);
  }
}
