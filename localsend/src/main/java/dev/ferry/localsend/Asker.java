package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import dev.ferry.identity.AddressGroup;
import dev.ferry.identity.Fingerprint;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as far as its connection tells: sessions belong to one of these.
 *
 * @param host its address without the port, IPv6 in brackets
 * @param address the same
 * @param proven its certificate's fingerprint; null if it showed none
 */
record Asker(String host, InetAddress address, @Nullable Fingerprint proven) {
  static Asker of(Exchange exchange) {
    return new Asker(exchange.host(), exchange.inetAddress(), exchange.fingerprint().orElse(null));
  }

  /** Whose limits hold. */
  String network() {
    return AddressGroup.of(address);
  }

  /** Whether {@code other} has the same address and proved the same. */
  boolean is(Asker other) {
    return host.equals(other.host) && Objects.equals(proven, other.proven);
  }

  /** Whether what a device says is its fingerprint is not what it proved. */
  boolean contradicts(DeviceInfo said) {
    return proven != null
        && !said.fingerprint().isEmpty()
        && !said.certificate().map(proven::equals).orElse(false);
  }
}
