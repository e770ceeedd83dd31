package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
import dev.ferry.identity.Fingerprint;
import dev.ferry.page.client.HomeClient;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Checkup;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.TransferDriver;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs: in a process of its own ({@link OwnProcess}), or in a shell beside others
 * ({@link JobHost}). Used by the command's thread, but for what it hands out.
 */
interface Host extends AutoCloseable {
  /** The peer that the command is. Blocks on disk if it is not open yet. */
  Peer peer() throws IOException;

  /**
   * What drives the command's transfers: the running peer of this home, or the one that the command
   * is. Blocks on disk.
   */
  TransferDriver driver() throws IOException;

  /** The running peer of this home, if that is another process. Blocks for a second at most. */
  Optional<HomeClient> elsewhere() throws IOException;

  /** Looks for what keeps others from this peer; works where the peer cannot be opened, too. */
  Checkup checkup();

  /**
   * Lets {@code listener} hear of the transfers that are the command's.
   *
   * @param role what the command does with them
   */
  void watch(Narrator.Role role, TransferListener listener) throws IOException;

  /** A transfer of which nothing has been heard yet is the command's. */
  void expect(TransferId id);

  /** Whether a person sees this transfer in a list here that the command does not make. */
  boolean lists(TransferId id);

  /** Stops the transfers that the command drives; they stay resumable. */
  void stopTransfers();

  /** What stops the command from now on. */
  Stop stop(Console console, Stop.Plan plan);

  /**
   * What decides about offers.
   *
   * @param trust makes the peer with this fingerprint a trusted one; does not throw
   * @param stop stops the command
   */
  Approver approver(AcceptRule rule, Console console, Consumer<Fingerprint> trust, Runnable stop);

  /** Whether somebody here can be asked about offers. */
  boolean asksAboutOffers(Console console);

  /**
   * Where a peer is, if somebody has gone to it here already; what is typed means that one then.
   */
  Optional<PeerAddress> visited(String peer);

  /** What knows the PIN of a peer: {@code asking}, unless it was asked for already here. */
  PinSource pin(String peer, PinSource asking);

  /** The PIN with which offers are taken: {@code made}, unless one is kept here. */
  String pin(Supplier<String> made);

  /** Others who look at this peer hear what it receives with; null: it does not any more. */
  void receives(@Nullable Receiving receiving);

  /**
   * A fresh link to the page of the running peer of this home.
   *
   * @throws dev.ferry.transfer.TransferException if none runs, or it has no page
   */
  URI pageLink() throws IOException;

  /** What to type for a command as this very peer. */
  String command(String rest);

  /** How a listener is ended, as half a sentence. */
  String howToEnd();

  /** Whether standard input is the command's to read. */
  boolean ownsInput();

  /** The command has ended: closes what was opened for it alone. */
  @Override
  void close();
}
