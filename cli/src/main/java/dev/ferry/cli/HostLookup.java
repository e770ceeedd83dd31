package dev.ferry.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;

/** Whether what was typed is an address, cannot be one, or is a name that may be a host's. */
final class HostLookup {
  private final boolean address;
  private final CompletableFuture<Boolean> known;

  private HostLookup(boolean address, CompletableFuture<Boolean> known) {
    this.address = address;
    this.known = known;
  }

  /** Looks at it; asks for a host of this name in the background. */
  static HostLookup of(String typed) {
    boolean certain = typed.matches(".*[:/\\[\\]].*|[0-9.]+") || typed.equals("localhost");
    CompletableFuture<Boolean> known = new CompletableFuture<>();
    if (!certain && typed.matches("\\S+")) {
      Thread.ofVirtual().name("host-lookup").start(() -> known.complete(resolves(typed)));
    }
    return new HostLookup(certain, known);
  }

  private static boolean resolves(String name) {
    try {
      return InetAddress.getAllByName(name).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether it can be nothing but an address or a link. */
  boolean isAddress() {
    return address;
  }

  /** Whether there is a host of this name, as far as is known by now. */
  boolean isKnown() {
    return known.getNow(false);
  }
}
