package dev.ferry.localsend;

/**
 * How devices are looked for.
 *
 * @param port the UDP port of the multicast groups, and the TCP port that a scan asks
 * @param visible whether this peer shows itself: announces itself and answers those who do
 * @param receives whether things can be sent to this peer. One that only looks around asks others
 *     who they are without introducing itself, and tells other Ferries not to list it
 * @param plainHttp whether devices that say that they speak plain HTTP are answered over it
 * @param loopback whether the loopback interface is used beside the real ones; it always is if it
 *     is the only one
 */
public record DiscoveryOptions(
    int port, boolean visible, boolean receives, boolean plainHttp, boolean loopback) {
  /** LocalSend's port, UDP and TCP. */
  public static final int PORT = 53_317;

  /** For a peer that receives. */
  public static DiscoveryOptions receiving() {
    return new DiscoveryOptions(PORT, true, true, false, false);
  }

  /** For a program that only wants to know who is there. */
  public static DiscoveryOptions looking() {
    return new DiscoveryOptions(PORT, true, false, false, false);
  }

  /** The same at another port. */
  public DiscoveryOptions withPort(int other) {
    return new DiscoveryOptions(other, visible, receives, plainHttp, loopback);
  }

  /** The same, hidden from others or not. */
  public DiscoveryOptions withVisible(boolean yes) {
    return new DiscoveryOptions(port, yes, receives, plainHttp, loopback);
  }

  /** The same, with devices of plain HTTP answered or not. */
  public DiscoveryOptions withPlainHttp(boolean yes) {
    return new DiscoveryOptions(port, visible, receives, yes, loopback);
  }

  /** The same, on the loopback interface too or not. */
  public DiscoveryOptions withLoopback(boolean yes) {
    return new DiscoveryOptions(port, visible, receives, plainHttp, yes);
  }
}
