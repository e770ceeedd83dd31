package dev.ferry.peer;

import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.localsend.MulticastCheck;
import dev.ferry.localsend.MulticastCheck.Result;
import dev.ferry.localsend.MulticastCheck.Tried;
import dev.ferry.peer.Finding.Topic;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Whether multicast works on this machine.
 *
 * @param network where it is tried
 */
record MulticastFindings(DiscoveryOptions network) implements Callable<List<Finding>> {
  private static final Duration PATIENCE = Duration.ofMillis(1_200);

  @Override
  public List<Finding> call() throws InterruptedException {
    return of(tried(), network.port());
  }

  private List<Tried> tried() throws InterruptedException {
    try {
      return MulticastCheck.run(network.port(), network.loopback(), PATIENCE);
    } catch (SocketException e) {
      // So it says if not even the loopback interface is up.
      return List.of();
    }
  }

  /** What was tried, in words. */
  static List<Finding> of(List<Tried> tried, int port) {
    if (tried.stream().allMatch(Tried::loopback)) {
      return List.of(
          Finding.note(
              Topic.MULTICAST,
              "there is no network in which others could be found",
              "connect this machine to one"));
    }
    List<Finding> findings = new ArrayList<>();
    String works =
        tried.stream()
            .filter(each -> each.result() == Result.HEARD && !each.loopback())
            .map(each -> each.interfaceName() + (each.ipv6() ? " IPv6" : " IPv4"))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!works.isEmpty()) {
      findings.add(Finding.ok(Topic.MULTICAST, "works on " + works));
    }
    for (Tried each : tried) {
      if (each.result() != Result.HEARD && !each.loopback()) {
        findings.add(failed(each, port));
      }
    }
    return findings;
  }

  private static Finding failed(Tried tried, int port) {
    String where = " on " + tried.interfaceName() + (tried.ipv6() ? " (IPv6)" : " (IPv4)");
    String why = tried.reason().isEmpty() ? "" : ": " + tried.reason();
    Finding finding =
        switch (tried.result()) {
          case HEARD -> throw new IllegalArgumentException("it works");
          case SILENT ->
              Finding.problem(
                  Topic.MULTICAST,
                  "what is sent to the group of LocalSend does not come back" + where,
                  "a firewall of this machine may keep it out: allow UDP " + port + " to come in");
          case NOT_SENT ->
              Finding.problem(
                  Topic.MULTICAST,
                  "nothing can be sent to the group of LocalSend" + where + why,
                  "look at routes and firewall; until then, type addresses");
          case NOT_JOINED ->
              Finding.problem(
                  Topic.MULTICAST,
                  "the group of LocalSend cannot be joined" + where + why,
                  "until it can, type addresses: others are not found by name there");
        };
    // Whoever speaks IPv6 there speaks IPv4, too.
    return tried.ipv6()
        ? Finding.note(Topic.MULTICAST, finding.text(), "IPv4 is enough to find others")
        : finding;
  }
}
