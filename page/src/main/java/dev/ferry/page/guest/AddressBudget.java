package dev.ferry.page.guest;

import dev.ferry.identity.AddressGroup;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What one address (IPv6: its /64) may ask for in a while: some at once, and then so many a second.
 * Of too many addresses the one that asked longest ago is forgotten. Thread-safe; does not block.
 */
final class AddressBudget {
  private static final int MOST_ADDRESSES = 4096;
  private static final double NANOS = 1e9;

  private final int burst;
  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<String, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

  private record Account(double left, long at) {}

  /**
   * A budget for each address.
   *
   * @param burst how many at once
   * @param perSecond how many a second come back
   */
  AddressBudget(int burst, double perSecond, LongSupplier nanos) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** Takes one; false if the address has none left. */
  synchronized boolean take(InetAddress address) {
    String who = AddressGroup.of(address);
    long now = nanos.getAsLong();
    Account before = accounts.getOrDefault(who, new Account(burst, now));
    double left = Math.min(burst, before.left + (now - before.at) / NANOS * perSecond);
    boolean granted = left >= 1;
    accounts.put(who, new Account(granted ? left - 1 : left, now));
    forgetOldest();
    return granted;
  }

  private void forgetOldest() {
    if (accounts.size() > MOST_ADDRESSES) {
      Iterator<String> oldest = accounts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
