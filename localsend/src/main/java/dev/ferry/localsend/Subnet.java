package dev.ferry.localsend;

import java.net.InetAddress;

/**
 * An address of this machine and the addresses that are reached from it without a router.
 *
 * @param address the own one
 * @param prefix the bits that all addresses of it share
 */
record Subnet(InetAddress address, int prefix) {

  /** Whether {@code other} is one of them. */
  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = Math.min(prefix, mine.length * Byte.SIZE) / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    return whole == mine.length
        || rest == 0
        || (mine[whole] & 0xff) >> (Byte.SIZE - rest)
            == (theirs[whole] & 0xff) >> (Byte.SIZE - rest);
  }
}
