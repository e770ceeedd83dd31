package dev.ferry.peer;

import dev.ferry.identity.Identity;
import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.peer.Finding.Topic;
import dev.ferry.store.Home;
import dev.ferry.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what keeps others from sending to this machine: home, inbox, addresses, ports,
 * multicast, neighbours, firewall, clock, limits. Works with a home that is broken or missing,
 * which it leaves as it is, and without a network. Runs once; may be closed from another thread.
 */
public final class Checkup implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(6);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final String NOT_LOOKED_AT = "could not be looked at";

  private final PeerOptions options;
  private final DiscoveryOptions network;
  private final @Nullable Peer resident;
  private final List<FutureTask<?>> begun = new ArrayList<>();
  private boolean closed;

  private Checkup(PeerOptions options, DiscoveryOptions network, @Nullable Peer resident) {
    this.options = options;
    this.network = network;
    this.resident = resident;
  }

  /** Of the peer that would live in this home. Nothing is looked at yet. */
  public static Checkup of(PeerOptions options) {
    return of(options, DiscoveryOptions.looking());
  }

  /** The same, on another port of the network around. */
  static Checkup of(PeerOptions options, DiscoveryOptions network) {
    return new Checkup(options, network, null);
  }

  /** Of one that runs. */
  static Checkup of(Peer peer) {
    PeerOptions options = new PeerOptions(peer.core().home().folder(), peer.core().alias());
    return new Checkup(options, peer.core().network(), peer);
  }

  /** One thing that is looked at, on a thread of its own: a disk may hang. */
  private record Look(Topic topic, FutureTask<List<Finding>> task) {}

  /**
   * Looks at everything, and tells {@code each} finding in order as soon as it is there. Blocks for
   * three seconds or so where the machine has nothing else to do, and longer where it is busy; if
   * disks or networks hang, for twice {@link #LIMIT}: what has not answered by then is a finding.
   *
   * @throws InterruptedException if it was interrupted or closed
   */
  public void run(Consumer<Finding> each) throws InterruptedException {
    FutureTask<HomeCheck> home = begin(() -> HomeCheck.of(options));
    HomeCheck examined = examined(home);
    examined.findings().forEach(each);
    Path made = null;
    Peer own = null;
    try {
      Peer peer = resident;
      if (peer == null) {
        made = examined.home() == null ? Files.createTempDirectory("ferry-doctor") : null;
        own = standIn(examined, made);
        peer = own;
      }
      lookAround(examined, peer, each);
    } catch (IOException e) {
      each.accept(
          Finding.problem(
              Topic.HOME, "nothing more can be looked at (" + e.getMessage() + ")", ""));
    } finally {
      cancelAll();
      if (own != null) {
        own.close();
      }
      delete(made);
    }
  }

  private HomeCheck examined(FutureTask<HomeCheck> home) throws InterruptedException {
    try {
      return home.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return HomeCheck.silent(options);
    } catch (CancellationException e) {
      throw stopped(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * A peer that is only used to look around: with what can be used of the home, and else with what
   * is kept nowhere.
   */
  private Peer standIn(HomeCheck examined, @Nullable Path made) throws IOException {
    Home home = examined.home() != null ? examined.home() : Home.at(folder(made));
    Identity known = examined.identity();
    Settings said = examined.settings();
    Settings settings = said == null ? Settings.standard(home, System.getenv()) : said;
    String alias = options.alias() == null ? settings.alias() : options.alias();
    Identity identity = known == null ? Identity.generate() : known;
    return Peer.of(PeerCore.of(home, identity, alias, network), settings);
  }

  private static Path folder(@Nullable Path made) {
    if (made == null) {
      throw new IllegalStateException("no folder was made");
    }
    return made;
  }

  private void lookAround(HomeCheck examined, Peer peer, Consumer<Finding> each)
      throws InterruptedException {
    FutureTask<List<NearPeer>> near = begin(() -> peer.near().list(LOOK));
    ReceiveOptions receiving = peer.receiving();
    int own = peer.listeningPort();
    int wanted = receiving.listen().port();
    List<Look> looks =
        List.of(
            look(Topic.HOME, () -> HomeCheck.history(examined.home())),
            look(Topic.INBOX, new InboxCheck(receiving.into())),
            look(Topic.ADDRESS, new AddressCheck()),
            look(Topic.PORT, new PortCheck(peer, wanted)),
            look(Topic.MULTICAST, new MulticastFindings(network)),
            look(Topic.NEAR, () -> NearCheck.findings(near.get())),
            look(Topic.FIREWALL, new FirewallCheck(own == 0 ? wanted : own)),
            look(Topic.CLOCK, () -> ClockCheck.findings(peer.core(), near.get())),
            look(Topic.LIMITS, new LimitCheck()));
    long end = System.nanoTime() + LIMIT.toNanos();
    for (Look look : looks) {
      await(look, end).forEach(each);
    }
  }

  private Look look(Topic topic, Callable<List<Finding>> work) throws InterruptedException {
    return new Look(topic, begin(work));
  }

  private static List<Finding> await(Look look, long end) throws InterruptedException {
    try {
      return look.task().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(
          Finding.problem(
              look.topic(),
              "it gave no answer within " + LIMIT.toSeconds() + " seconds",
              "look whether a disk, a network disk or the system itself hangs"));
    } catch (CancellationException e) {
      throw stopped(e);
    } catch (ExecutionException e) {
      return List.of(failed(look.topic(), e.getCause()));
    }
  }

  private static Finding failed(Topic topic, @Nullable Throwable failure) {
    return switch (failure) {
      case IOException e -> Finding.problem(topic, NOT_LOOKED_AT + " (" + e.getMessage() + ")", "");
      case ExecutionException e -> failed(topic, e.getCause());
      case null, default -> throw new IllegalStateException(failure);
    };
  }

  private static InterruptedException stopped(CancellationException cause) {
    InterruptedException stopped = new InterruptedException("the check was stopped");
    stopped.initCause(cause);
    return stopped;
  }

  private synchronized <T> FutureTask<T> begin(Callable<T> work) throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the check was stopped");
    }
    FutureTask<T> task = new FutureTask<>(work);
    begun.add(task);
    Thread.ofPlatform().daemon().name("ferry-checkup").start(task);
    return task;
  }

  private synchronized void cancelAll() {
    begun.forEach(task -> task.cancel(true));
  }

  /** Nothing of a stand-in's home is needed again. */
  private static void delete(@Nullable Path made) {
    if (made == null) {
      return;
    }
    try (var left = Files.list(made)) {
      for (Path each : left.toList()) {
        Files.deleteIfExists(each);
      }
      Files.deleteIfExists(made);
    } catch (IOException e) {
      // An empty folder among the temporary files is no harm.
    }
  }

  /** Stops it; {@link #run} ends soon. What was written for measuring is gone. */
  @Override
  public synchronized void close() {
    closed = true;
    cancelAll();
  }
}
