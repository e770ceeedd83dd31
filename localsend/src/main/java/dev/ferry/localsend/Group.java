package dev.ferry.localsend;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;

/** The multicast groups of LocalSend. */
enum Group {
  /** 224.0.0.167, of all apps. */
  IPV4(StandardProtocolFamily.INET, Inet4Address.class, "224.0.0.167"),
  /** ff12::fd3a:e420, of apps from 1.18 on. */
  IPV6(StandardProtocolFamily.INET6, Inet6Address.class, "ff12::fd3a:e420");

  private final StandardProtocolFamily family;
  private final Class<? extends InetAddress> kind;
  private final String address;

  Group(StandardProtocolFamily family, Class<? extends InetAddress> kind, String address) {
    this.family = family;
    this.kind = kind;
    this.address = address;
  }

  StandardProtocolFamily family() {
    return family;
  }

  /** What its members' addresses are. */
  Class<? extends InetAddress> kind() {
    return kind;
  }

  InetAddress address() {
    return InetAddress.ofLiteral(address);
  }
}
