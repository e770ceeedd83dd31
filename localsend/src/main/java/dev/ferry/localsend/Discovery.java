package dev.ferry.localsend;

import dev.ferry.identity.Identity;
import dev.ferry.json.MalformedException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the devices of this network and makes this peer known to them: announces itself to the
 * multicast groups on every real interface, lists whom it hears, answers who asks. Follows
 * interfaces that come and go, and announces itself anew when the machine wakes up. Thread-safe.
 */
public final class Discovery implements Closeable {
  /** How often it looks after interfaces, expiry and sleep. */
  static final Duration TICK = Duration.ofSeconds(5);

  /** How often it calls again while somebody watches, so that those who are gone are noticed. */
  static final Duration CALL_AGAIN = Duration.ofSeconds(30);

  /**
   * How long after a passing program of the same identity this peer announces itself again, in its
   * place: when that one's burst is over.
   */
  static final Duration AFTER_PASSING = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final DiscoveryOptions options;
  private final Schedule time;
  private final Supplier<DeviceInfo> self;
  private final Directory directory;
  private final GroupSockets.Interfaces interfaces;
  private final GroupSockets sockets;
  private final Registrar registrar;
  private final SubnetScan scan;
  private final Announcer announcer;
  private final WakeWatch sleep;
  private final Closeable onClose;
  private final AtomicBoolean takesPlaceBack = new AtomicBoolean();
  private volatile boolean closed;
  private long lastCall;

  /**
   * Begins to listen and, unless it is to be hidden, to announce.
   *
   * @param self what this peer says of itself at any moment; its port is that of any listener that
   *     answers {@code /register}. While it is 0, nothing is announced, as nobody could answer
   */
  public static Discovery open(
      DiscoveryOptions options, Identity identity, Supplier<DeviceInfo> self) {
    SystemSchedule time = new SystemSchedule();
    return new Discovery(
        options, identity, self, time, () -> Links.current(options.loopback()), time);
  }

  Discovery(
      DiscoveryOptions options,
      Identity identity,
      Supplier<DeviceInfo> self,
      Schedule time,
      GroupSockets.Interfaces interfaces,
      Closeable onClose) {
    this.options = options;
    this.time = time;
    this.self = self;
    this.onClose = onClose;
    this.interfaces = interfaces;
    this.directory = new Directory(time, identity.fingerprint());
    Contact contact = new Contact(identity, this::introduction);
    this.registrar =
        new Registrar(
            contact, directory, new AnswerBudget(time), options.plainHttp(), this::introduction);
    this.scan = new SubnetScan(contact, directory, options.port(), options.plainHttp());
    this.sockets =
        new GroupSockets(
            interfaces,
            (link, group) -> GroupSocket.join(link, group, options.port(), this::heard));
    this.announcer = new Announcer(time, this::announcement, sockets::send);
    this.sleep = new WakeWatch(time);
    this.lastCall = time.nanos();
    sockets.refresh();
    announcer.burst();
    time.in(TICK, this::tick);
  }

  /**
   * Announces this peer now: three datagrams within two seconds, which others answer. Does not
   * block; nothing happens if it is hidden, or has no port.
   */
  public void announce() {
    announcer.burst();
  }

  /**
   * Asks every address that differs from one of this machine's own in the last byte only, at the
   * port of the options: for networks that let no multicast through. Whoever answers is listed.
   * Blocks, for some seconds for each own address.
   *
   * @return how many devices answered
   */
  public int scan() throws InterruptedException {
    try {
      return scan.run(interfaces.current());
    } catch (SocketException e) {
      LOG.debug("the system does not name its interfaces", e);
      return 0;
    }
  }

  /** Who is there, the latest heard of last. */
  public List<Device> devices() {
    return directory.devices();
  }

  /**
   * Tells {@code listener} who is there and then of every change; meanwhile calls now and then, so
   * that those who are gone are noticed.
   */
  public Directory.Watch watch(DeviceListener listener) {
    return directory.watch(listener);
  }

  /** Where those are put who introduce themselves to this peer's own server. */
  public Directory directory() {
    return directory;
  }

  /** The names of the interfaces that are listened on; empty if multicast does not work here. */
  public List<String> interfaces() {
    return sockets.links().stream().map(Link::name).distinct().sorted().toList();
  }

  /** Ends it; nothing is listed any more. Others notice that this peer is gone by its silence. */
  @Override
  public void close() {
    closed = true;
    sockets.close();
    registrar.close();
    try {
      onClose.close();
    } catch (IOException e) {
      LOG.debug("ending discovery failed", e);
    }
  }

  private void tick() {
    try {
      look();
    } finally {
      if (!closed) {
        time.in(TICK, this::tick);
      }
    }
  }

  private void look() {
    boolean more = sockets.refresh();
    boolean woke = sleep.hasSlept(TICK);
    directory.expire();
    if (more || woke) {
      announcer.burst();
    } else if (directory.isWatched() && time.nanos() - lastCall >= CALL_AGAIN.toNanos()) {
      lastCall = time.nanos();
      announcer.once();
    }
  }

  private Optional<Announcement> announcement() {
    DeviceInfo info = self.get();
    return options.visible() && info.port() > 0
        ? Optional.of(new Announcement(info, true, !options.receives()))
        : Optional.empty();
  }

  /** What it says of itself to those it asks; empty if it only asks. */
  private Optional<DeviceInfo> introduction() {
    return options.receives() ? announcement().map(Announcement::info) : Optional.empty();
  }

  /** Only neighbours count: the datagrams of others cannot come here by themselves. */
  private void heard(GroupSocket on, InetAddress from, byte[] datagram) {
    if (!on.link().reaches(from)) {
      return;
    }
    try {
      Announcement heard = Announcement.parse(datagram);
      if (directory.isOwn(heard.info())) {
        takePlaceBack(heard);
      } else {
        meet(heard, on, from, datagram.length);
      }
    } catch (MalformedException e) {
      LOG.debug("{} sends a datagram that is not of the protocol: {}", from, e.getMessage());
    }
  }

  private void meet(Announcement heard, GroupSocket on, InetAddress from, int length) {
    if (!heard.passing()) {
      directory.saw(heard.info(), from, false);
    }
    if (heard.announce() && options.visible()) {
      registrar.answer(heard, from, length, on::send);
    }
  }

  /**
   * The apps keep one place for each address: once a program that only looks around has announced
   * itself from this machine, they have to hear of the one that receives again.
   */
  private void takePlaceBack(Announcement heard) {
    if (heard.passing() && options.receives() && takesPlaceBack.compareAndSet(false, true)) {
      time.in(
          AFTER_PASSING,
          () -> {
            takesPlaceBack.set(false);
            announcer.once();
          });
    }
  }
}
