package dev.ferry.testkit;

/**
 * A machine of a {@link NamespaceLan}: a network namespace of its own, with the loopback interface
 * and {@code eth0}, which a cable connects to the switch.
 */
public final class NetworkNamespace {
  /** Its interface on the network. */
  public static final String INTERFACE = "eth0";

  private final String name;
  private final String address;
  private final String switchName;
  private final String switchPort;

  NetworkNamespace(String name, String address, String switchName, String switchPort) {
    this.name = name;
    this.address = address;
    this.switchName = switchName;
    this.switchPort = switchPort;
  }

  /** What it is called by {@code ip netns}. */
  public String name() {
    return name;
  }

  /** Its IPv4 address. */
  public String address() {
    return address;
  }

  /** {@code program}, run in it. */
  public Program inside(Program program) {
    return program.behind("ip", "netns", "exec", name);
  }

  /** Runs {@code ip} in it with these words, as for {@code link set eth0 down}. */
  public void ip(String... words) {
    Commands.run(behindIp(name, words));
  }

  /** Removes the interface, as if an adapter were pulled. */
  public void unplug() {
    ip("link", "del", INTERFACE);
  }

  /** Makes the interface, with cable and address. */
  public void plug() {
    Commands.run(
        behindIp(
            switchName,
            "link",
            "add",
            switchPort,
            "type",
            "veth",
            "peer",
            "name",
            INTERFACE,
            "netns",
            name));
    Commands.run(behindIp(switchName, "link", "set", switchPort, "master", NamespaceLan.BRIDGE));
    Commands.run(behindIp(switchName, "link", "set", switchPort, "up"));
    // Duplicates of addresses are not looked for, so that IPv6 works at once.
    Commands.attempt(
        "ip",
        "netns",
        "exec",
        name,
        "sh",
        "-c",
        "echo 0 > /proc/sys/net/ipv6/conf/" + INTERFACE + "/accept_dad");
    ip("addr", "add", address + "/24", "dev", INTERFACE);
    ip("link", "set", INTERFACE, "up");
  }

  /** Makes the switch pass no multicast on to it, as many wireless networks do; all else passes. */
  public void refuseMulticast() {
    Commands.run(
        behindIp(
            switchName, "link", "set", switchPort, "type", "bridge_slave", "mcast_flood", "off"));
  }

  static String[] behindIp(String namespace, String... words) {
    String[] command = new String[words.length + 3];
    command[0] = "ip";
    command[1] = "-n";
    command[2] = namespace;
    System.arraycopy(words, 0, command, 3, words.length);
    return command;
  }
}
