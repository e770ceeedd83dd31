package dev.ferry.cli;

import dev.ferry.cli.ask.OfferApprover;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
import dev.ferry.identity.Fingerprint;
import dev.ferry.page.client.AttachedDriver;
import dev.ferry.page.client.HomeClient;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Checkup;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.TransferDriver;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process for one command: its peer is opened on first use, signals stop it. */
final class OwnProcess implements Host {
  private final PeerOptions options;
  private final List<TransferListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Peer peer;

  private @Nullable TransferDriver driver;

  /** What drives transfers elsewhere; null if that is not done, or not begun yet. */
  private volatile @Nullable AttachedDriver attached;

  OwnProcess(PeerOptions options) {
    this.options = options;
  }

  @Override
  public Peer peer() throws IOException {
    Peer opened = peer;
    if (opened == null) {
      opened = Peer.open(options);
      peer = opened;
    }
    return opened;
  }

  @Override
  public TransferDriver driver() throws IOException {
    TransferDriver known = driver;
    if (known == null) {
      known = attachedOr(peer());
      driver = known;
    }
    return known;
  }

  private TransferDriver attachedOr(Peer own) throws IOException {
    Optional<HomeClient> client = elsewhere();
    if (client.isEmpty()) {
      return own;
    }
    AttachedDriver other = new AttachedDriver(client.get(), own, this::tell);
    attached = other;
    return other;
  }

  @Override
  public Optional<HomeClient> elsewhere() throws IOException {
    return HomeClient.attach(peer().self().home(), options.alias());
  }

  private void tell(TransferEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  @Override
  public Checkup checkup() {
    return Checkup.of(options);
  }

  @Override
  public void watch(Narrator.Role role, TransferListener listener) throws IOException {
    listeners.add(listener);
    peer().watch(listener);
  }

  @Override
  public void expect(TransferId id) {
    // All transfers of this process are the command's.
  }

  @Override
  public boolean lists(TransferId id) {
    return false;
  }

  @Override
  public void stopTransfers() {
    AttachedDriver other = attached;
    if (other != null) {
      other.stop();
    }
    close();
  }

  @Override
  public Stop stop(Console console, Stop.Plan plan) {
    return SignalStop.watch(console, plan);
  }

  @Override
  public Approver approver(
      AcceptRule rule, Console console, Consumer<Fingerprint> trust, Runnable stop) {
    return new OfferApprover(rule, console, trust, stop);
  }

  @Override
  public boolean asksAboutOffers(Console console) {
    return console.mayAsk();
  }

  @Override
  public Optional<PeerAddress> visited(String peer) {
    return Optional.empty();
  }

  @Override
  public PinSource pin(String peer, PinSource asking) {
    return asking;
  }

  @Override
  public String pin(Supplier<String> made) {
    return made.get();
  }

  @Override
  public void receives(@Nullable Receiving receiving) {
    // Nobody else looks.
  }

  @Override
  public URI pageLink() throws IOException {
    return OtherProcess.pageLink(this);
  }

  @Override
  public String command(String rest) {
    return command(options, rest);
  }

  /** What to type for a command as the peer of these options. */
  static String command(PeerOptions options, String rest) {
    Path home = options.home();
    String alias = options.alias();
    return "ferry "
        + (home == null
            ? ""
            : "--home " + ShellWord.of(home.toAbsolutePath().normalize().toString()) + " ")
        + (alias == null ? "" : "--name " + ShellWord.of(alias) + " ")
        + rest;
  }

  @Override
  public String howToEnd() {
    return "Ctrl-C ends it";
  }

  @Override
  public boolean ownsInput() {
    return true;
  }

  @Override
  public void close() {
    if (peer != null) {
      peer.close();
    }
  }
}
