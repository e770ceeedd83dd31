package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether multicast works on this machine: joins the groups on every interface, sends a
 * datagram that nobody else can know to each, and listens for it. The system hands what is sent to
 * a group to its own members, too, by the same way as what comes from others, so that a firewall
 * that keeps those out keeps this out as well. Whether the network carries it to others is not
 * known by that.
 */
public final class MulticastCheck {
  private static final int TIMES = 3;
  private static final int NONCE_BYTES = 16;

  /** Where datagrams that nobody answers begin: apps that expect JSON drop them. */
  private static final String PREFIX = "ferry checks multicast ";

  private final SecureRandom random = new SecureRandom();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final CountDownLatch awaited;

  /** How a try ended. */
  public enum Result {
    /** What was sent was heard. */
    HEARD,
    /** It could be sent, and was not heard. */
    SILENT,
    /** The system does not send it. */
    NOT_SENT,
    /** The group could not be joined there. */
    NOT_JOINED
  }

  /**
   * One group on one interface.
   *
   * @param interfaceName its name
   * @param loopback whether only this machine is behind it
   * @param group the group's address
   * @param ipv6 whether that is one of IPv6, which only newer apps use
   * @param reason what the system said; empty if it said nothing
   */
  public record Tried(
      String interfaceName,
      boolean loopback,
      String group,
      boolean ipv6,
      Result result,
      String reason) {}

  private MulticastCheck(int joined) {
    this.awaited = new CountDownLatch(joined);
  }

  /**
   * Tries all interfaces that discovery would use. Blocks for {@code patience} at most.
   *
   * @param port of the groups, usually {@link DiscoveryOptions#PORT}
   * @param loopback whether the loopback interface is tried beside the real ones; if it is the only
   *     one it always is
   * @return the outcome for each group on each interface; empty if no interface has an address
   */
  public static List<Tried> run(int port, boolean loopback, Duration patience)
      throws SocketException, InterruptedException {
    List<Place> places = new ArrayList<>();
    for (Link link : Links.current(loopback)) {
      for (Group group : Group.values()) {
        if (link.has(group.kind())) {
          places.add(new Place(link, group));
        }
      }
    }
    return new MulticastCheck(places.size()).tryAll(places, port, patience);
  }

  private record Place(Link link, Group group) {
    Tried ended(Result result, @Nullable Exception failure) {
      String said = failure == null ? null : failure.getMessage();
      return new Tried(
          link.name(),
          link.subnets().stream().map(Subnet::address).allMatch(InetAddress::isLoopbackAddress),
          group.address().getHostAddress(),
          group == Group.IPV6,
          result,
          said == null ? "" : said);
    }
  }

  /** A place that was joined, or the outcome where it could not be. */
  private record Attempt(Place place, @Nullable GroupSocket socket, String nonce) {}

  private List<Tried> tryAll(List<Place> places, int port, Duration patience)
      throws InterruptedException {
    List<Tried> tried = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    try {
      for (Place place : places) {
        join(place, port, attempts, tried);
      }
      List<Attempt> sent = send(attempts, patience, tried);
      for (Attempt attempt : sent) {
        Result result = heard.contains(attempt.nonce()) ? Result.HEARD : Result.SILENT;
        tried.add(attempt.place().ended(result, null));
      }
    } finally {
      attempts.forEach(attempt -> close(attempt.socket()));
    }
    return tried;
  }

  private void join(Place place, int port, List<Attempt> attempts, List<Tried> tried) {
    byte[] secret = new byte[NONCE_BYTES];
    random.nextBytes(secret);
    String nonce = HexFormat.of().formatHex(secret);
    try {
      GroupSocket socket =
          GroupSocket.join(place.link(), place.group(), port, (on, from, bytes) -> hear(bytes));
      attempts.add(new Attempt(place, socket, nonce));
    } catch (IOException e) {
      awaited.countDown();
      tried.add(place.ended(Result.NOT_JOINED, e));
    }
  }

  /** Sends in turn until all are heard or the time is over; returns those that could be sent. */
  private List<Attempt> send(List<Attempt> attempts, Duration patience, List<Tried> tried)
      throws InterruptedException {
    List<Attempt> left = new ArrayList<>(attempts);
    for (int i = 0; i < TIMES; i++) {
      for (Attempt attempt : List.copyOf(left)) {
        IOException failure = send(attempt);
        if (failure != null) {
          left.remove(attempt);
          awaited.countDown();
          tried.add(attempt.place().ended(Result.NOT_SENT, failure));
        }
      }
      if (awaited.await(patience.toNanos() / TIMES, TimeUnit.NANOSECONDS)) {
        break;
      }
    }
    return left;
  }

  private static @Nullable IOException send(Attempt attempt) {
    GroupSocket socket = attempt.socket();
    if (socket == null) {
      return null;
    }
    try {
      socket.trySending((PREFIX + attempt.nonce()).getBytes(US_ASCII));
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** Any of the sockets may hear any of the datagrams: Linux gives them to all of the port. */
  private void hear(byte[] datagram) {
    String text = new String(datagram, US_ASCII);
    if (text.length() == PREFIX.length() + 2 * NONCE_BYTES
        && text.startsWith(PREFIX)
        && heard.add(text.substring(PREFIX.length()))) {
      awaited.countDown();
    }
  }

  private static void close(@Nullable GroupSocket socket) {
    if (socket != null) {
      socket.close();
    }
  }
}
