package dev.ferry.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A small network of machines of its own: network namespaces whose {@code eth0} are the ends of
 * cables into one switch, a bridge in a further namespace. Multicast works in it, IPv4 and IPv6,
 * and nothing of it reaches the machine's real network. Needs root on Linux.
 */
public final class NamespaceLan implements AutoCloseable {
  static final String BRIDGE = "switch";

  private final String switchName;
  private final List<NetworkNamespace> machines;

  private NamespaceLan(String switchName, List<NetworkNamespace> machines) {
    this.switchName = switchName;
    this.machines = machines;
  }

  /** Makes {@code count} machines, 10.97.0.1 and so on; skips the test loudly if it cannot. */
  public static NamespaceLan of(int count) {
    Requires.linuxRoot("a network of namespaces");
    Requires.command("ip", "a network of namespaces");
    Requires.check(canMake(), "a network of namespaces", "the right to make veth pairs");
    String unique = ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000;
    NamespaceLan lan = new NamespaceLan("ferry-s" + unique, new ArrayList<>());
    try {
      lan.build(unique, count);
      return lan;
    } catch (RuntimeException | Error e) {
      lan.close();
      throw e;
    }
  }

  private static boolean canMake() {
    String probe = "ferry-p" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000;
    boolean can =
        Commands.attempt("ip", "netns", "add", probe).code() == 0
            && Commands.attempt(
                        NetworkNamespace.behindIp(
                            probe, "link", "add", "end1", "type", "veth", "peer", "name", "end2"))
                    .code()
                == 0
            && Commands.attempt(
                        NetworkNamespace.behindIp(probe, "link", "add", BRIDGE, "type", "bridge"))
                    .code()
                == 0;
    Commands.attempt("ip", "netns", "del", probe);
    return can;
  }

  private void build(String unique, int count) {
    Commands.run("ip", "netns", "add", switchName);
    // Without snooping a switch floods multicast, as those at home do.
    onSwitch("link", "add", BRIDGE, "type", "bridge", "mcast_snooping", "0");
    onSwitch("link", "set", BRIDGE, "up");
    for (int i = 1; i <= count; i++) {
      String name = "ferry-n" + i + "-" + unique;
      Commands.run("ip", "netns", "add", name);
      NetworkNamespace machine = new NetworkNamespace(name, "10.97.0." + i, switchName, "port" + i);
      machines.add(machine);
      machine.ip("link", "set", "lo", "up");
      machine.plug();
    }
  }

  /** A machine, from 0 on. */
  public NetworkNamespace machine(int index) {
    return machines.get(index);
  }

  private void onSwitch(String... words) {
    Commands.run(NetworkNamespace.behindIp(switchName, words));
  }

  /** Removes all of it. Programs that still run in it are not ended. */
  @Override
  public void close() {
    machines.forEach(machine -> Commands.attempt("ip", "netns", "del", machine.name()));
    Commands.attempt("ip", "netns", "del", switchName);
  }
}
