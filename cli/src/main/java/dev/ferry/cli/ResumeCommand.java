package dev.ferry.cli;

import dev.ferry.cli.ask.PinPrompt;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.TransferDriver;
import dev.ferry.peer.TransportOptions;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry resume}. */
@Command(
    customSynopsis = "ferry resume [ID] [OPTION]...",
    description = {
      "Goes on with a transfer that was interrupted; without ID with all that",
      "this side drives, side by side."
    },
    sortOptions = false,
    footer = {"  ferry resume", "  ferry resume --limit 5MB/s --wait 30s"})
final class ResumeCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;
  @Mixin private TransportFlags transport;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The beginning of an id that ferry transfers shows.")
  private @Nullable String prefix;

  @Option(
      names = "--to",
      paramLabel = "PEER",
      order = 1,
      description = "Where the peer is now, if it is not where it was.")
  private @Nullable String to;

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      order = 2,
      description = "A file whose first line is the PIN, if one is needed; else it is asked for.")
  private @Nullable Path pinFile;

  @Override
  public Integer call() {
    return ferry.run(this::resume);
  }

  private Ending resume(Session session) throws Exception {
    Peer peer = session.peer();
    List<StoredTransfer> kept =
        prefix == null ? notUnderWay(session, driven(peer)) : List.of(named(peer, prefix));
    if (kept.isEmpty()) {
      session.console().say("Nothing waits to be resumed from this side.");
      return Ending.good();
    }
    if (to != null && kept.size() > 1) {
      throw Ending.usage("--to needs the ID of one transfer; ferry transfers lists them");
    }
    return kept.size() == 1
        ? one(session, kept.getFirst(), to == null ? null : Addressee.of(session, to))
        : all(session, kept);
  }

  private Ending one(Session session, StoredTransfer kept, @Nullable PeerAddress address)
      throws Exception {
    TransferDriver driver = session.driver();
    PinSource pins = new PinPrompt(session.console(), pinFile, session::isStopping);
    session.expect(kept.id());
    session.console().say("Resuming " + ShortName.ofTitleOrText(kept.title()));
    return session.drive(
        transport.limit(), () -> driver.resume(kept.id(), address, pins, transport.options()));
  }

  /** All at once: one that waits for its peer, or for a person there, holds up no other. */
  private Ending all(Session session, List<StoredTransfer> all) throws Exception {
    TransferDriver driver = session.driver();
    PinSource pins = oneAtATime(new PinPrompt(session.console(), pinFile, session::isStopping));
    TransportOptions options = transport.sharedBy(all.size());
    Map<TransferId, Callable<Outcome>> transfers = new LinkedHashMap<>();
    for (StoredTransfer kept : all) {
      session.host().expect(kept.id());
      session
          .console()
          .say(
              "Resuming "
                  + ShortName.ofTitleOrText(kept.title())
                  + ", "
                  + DisplayName.escape(kept.peer()));
      transfers.put(
          kept.id(), () -> named(kept, () -> driver.resume(kept.id(), null, pins, options)));
    }
    return session.driveTogether(transport.limit(), transfers);
  }

  /** Of several, whatever goes wrong must say with which. */
  private static Outcome named(StoredTransfer kept, Callable<Outcome> resume) throws Exception {
    String name = ShortName.ofTitleOrText(kept.title()) + ": ";
    try {
      return switch (resume.call()) {
        case Outcome.Completed completed -> completed;
        case Outcome.Declined declined -> declined;
        case Outcome.Interrupted stopped ->
            new Outcome.Interrupted(stopped.problem(), name + stopped.message());
        case Outcome.Failed failed -> new Outcome.Failed(failed.problem(), name + failed.message());
      };
    } catch (TransferException e) {
      throw new TransferException(e.problem(), name + e.getMessage(), e);
    }
  }

  private static PinSource oneAtATime(PinSource pins) {
    ReentrantLock asking = new ReentrantLock();
    return (peer, again) -> {
      asking.lock();
      try {
        return pins.pin(peer, again);
      } finally {
        asking.unlock();
      }
    };
  }

  /** What the running peer moves needs nobody who goes on with it. */
  private static List<StoredTransfer> notUnderWay(Session session, List<StoredTransfer> all)
      throws IOException {
    Set<TransferId> running = OtherProcess.underWay(session.host()).keySet();
    return all.stream().filter(kept -> !running.contains(kept.id())).toList();
  }

  private static List<StoredTransfer> driven(Peer peer) throws IOException {
    return peer.transfers().stream().filter(StoredTransfer::resumable).toList();
  }

  private static StoredTransfer named(Peer peer, String prefix) throws IOException {
    List<StoredTransfer> meant =
        peer.transfers().stream().filter(kept -> kept.id().text().startsWith(prefix)).toList();
    if (meant.isEmpty()) {
      throw new TransferException(
          Problem.NOT_FOUND,
          "no unfinished transfer begins with " + prefix + "; ferry transfers lists them");
    }
    if (meant.size() > 1) {
      throw Ending.usage(
          meant.size() + " transfers begin with " + prefix + ": give more of the ID");
    }
    if (!meant.getFirst().resumable()) {
      throw Ending.usage(
          "the other side drives this one: start `ferry receive`, and let "
              + Who.name(meant.getFirst().peer())
              + " resume it or send it again");
    }
    return meant.getFirst();
  }
}
