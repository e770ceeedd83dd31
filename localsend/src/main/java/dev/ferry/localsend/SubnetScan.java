package dev.ferry.localsend;

import dev.ferry.http.Endpoint;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every address near this machine's own, for networks that let no multicast through.
 * Thread-safe; one scan at a time.
 */
final class SubnetScan {
  /** How many addresses are asked at once. */
  static final int AT_ONCE = 50;

  /** How long an address may take until a connection stands. */
  static final Duration CONNECT = Duration.ofMillis(500);

  /** The most of this machine's own addresses around which is asked. */
  static final int MAX_SUBNETS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SubnetScan.class);
  private static final int LAST_BYTE = 3;
  private static final int BYTE_VALUES = 256;

  private final Contact contact;
  private final Directory directory;
  private final int port;
  private final boolean plainHttp;

  /**
   * Lists in {@code directory} whoever answers at {@code port}.
   *
   * @param plainHttp whether those who do not speak TLS are asked without
   */
  SubnetScan(Contact contact, Directory directory, int port, boolean plainHttp) {
    this.contact = contact;
    this.directory = directory;
    this.port = port;
    this.plainHttp = plainHttp;
  }

  /** Asks around the addresses of {@code links}; returns how many devices answered. Blocks. */
  synchronized int run(List<Link> links) throws InterruptedException {
    Semaphore slots = new Semaphore(AT_ONCE);
    List<Future<Boolean>> asked = new ArrayList<>();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ferry-scan").factory());
    try {
      for (InetAddress address : addresses(links)) {
        slots.acquire();
        asked.add(
            threads.submit(() -> {
              try {
                return ask(address);
              } finally {
                slots.release();
              }
            }));
      }
      return count(asked);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int count(List<Future<Boolean>> asked) throws InterruptedException {
    int found = 0;
    for (Future<Boolean> one : asked) {
      try {
        found += one.get() ? 1 : 0;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return found;
  }

  /** The addresses that differ from an own one in the last byte only, as far as it is near. */
  static Set<InetAddress> addresses(List<Link> links) {
    Set<InetAddress> all = new LinkedHashSet<>();
    links.stream()
        .flatMap(link -> link.subnets().stream())
        .filter(subnet -> subnet.address() instanceof Inet4Address)
        .distinct()
        .limit(MAX_SUBNETS)
        .forEach(subnet -> addNeighbours(all, subnet));
    links.forEach(link -> link.subnets().forEach(subnet -> all.remove(subnet.address())));
    return all;
  }

  private static void addNeighbours(Set<InetAddress> all, Subnet subnet) {
    byte[] bytes = subnet.address().getAddress();
    for (int last = 1; last < BYTE_VALUES - 1; last++) {
      bytes[LAST_BYTE] = (byte) last;
      InetAddress address = addressOf(bytes);
      if (subnet.contains(address)) {
        all.add(address);
      }
    }
  }

  private static InetAddress addressOf(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private boolean ask(InetAddress address) {
    return listens(address) && (meet(address, false) || (plainHttp && meet(address, true)));
  }

  /** A look that costs little: most addresses are nobody's. */
  private boolean listens(InetAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) CONNECT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean meet(InetAddress address, boolean plain) {
    Endpoint at = new Endpoint(address.getHostAddress(), port, null, plain);
    try {
      Contact.Met met = contact.ask(at, null);
      directory.saw(met.info(), address, met.proven());
      return !directory.isOwn(met.info());
    } catch (IOException e) {
      LOG.debug("{} does not answer as a device: {}", at.shown(), e.toString());
      return false;
    }
  }
}
