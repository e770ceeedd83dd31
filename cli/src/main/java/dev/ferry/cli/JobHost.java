package dev.ferry.cli;

import dev.ferry.cli.shell.Job;
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
 * A job of a shell: its peer is the shell's, and goes on when the command has ended.
 *
 * @param job the job
 */
record JobHost(Job job) implements Host {
  @Override
  public Peer peer() {
    return job.peer();
  }

  @Override
  public TransferDriver driver() {
    return job.driver();
  }

  @Override
  public Optional<HomeClient> elsewhere() {
    return job.elsewhere();
  }

  @Override
  public Checkup checkup() {
    return job.peer().checkup();
  }

  @Override
  public void watch(Narrator.Role role, TransferListener listener) {
    job.watch(role, listener);
  }

  @Override
  public void expect(TransferId id) {
    job.expect(id);
  }

  @Override
  public boolean lists(TransferId id) {
    return !job.json() && job.isOfATask(id);
  }

  @Override
  public void stopTransfers() {
    job.stopTransfers();
  }

  @Override
  public Stop stop(Console console, Stop.Plan plan) {
    job.onStop(plan.action());
    return new Stop() {
      @Override
      public boolean requested() {
        return job.stopping();
      }

      @Override
      public void signalled() {
        job.stop();
      }
    };
  }

  @Override
  public Approver approver(
      AcceptRule rule, Console console, Consumer<Fingerprint> trust, Runnable stop) {
    return job.approver(rule, console, trust);
  }

  @Override
  public boolean asksAboutOffers(Console console) {
    return true;
  }

  @Override
  public Optional<PeerAddress> visited(String peer) {
    return job.visited(peer);
  }

  @Override
  public PinSource pin(String peer, PinSource asking) {
    return job.pin(peer, asking);
  }

  @Override
  public String pin(Supplier<String> made) {
    return job.pin(made);
  }

  @Override
  public void receives(@Nullable Receiving receiving) {
    job.receives(receiving);
  }

  @Override
  public URI pageLink() throws IOException {
    return job.pageLink();
  }

  @Override
  public String command(String rest) {
    return job.leaving().map(options -> OwnProcess.command(options, rest)).orElse(rest);
  }

  @Override
  public String howToEnd() {
    return job.number() == 0 ? "exit ends it" : "cancel " + job.number() + " ends it";
  }

  @Override
  public boolean ownsInput() {
    return false;
  }

  @Override
  public void close() {
    // What the command began is the shell's.
  }
}
