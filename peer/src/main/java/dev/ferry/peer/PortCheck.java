package dev.ferry.peer;

import dev.ferry.peer.Finding.Topic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Whether the ports that others come to are this peer's, free, or somebody else's.
 *
 * @param peer looks, and may be the one that listens
 * @param wanted the TCP port that the settings say; 0 for any
 */
record PortCheck(Peer peer, int wanted) implements Callable<List<Finding>> {
  private static final String RUNS =
      "others see this machine only while ferry receive or the shell runs";

  @Override
  public List<Finding> call() {
    List<Finding> findings = new ArrayList<>();
    findings.add(tcp());
    findings.add(udp(peer.core().network().port()));
    return findings;
  }

  private Finding tcp() {
    int own = peer.listeningPort();
    if (own != 0 && (own == wanted || wanted == 0)) {
      return Finding.ok(Topic.PORT, "TCP " + own + ": this Ferry listens there").with("port", own);
    }
    if (own != 0) {
      return elsewhere(own).with("port", own);
    }
    if (wanted == 0) {
      return Finding.ok(Topic.PORT, "TCP: any free port is taken, as the settings say")
          .advising(RUNS);
    }
    if (isFree(wanted)) {
      return Finding.ok(Topic.PORT, "TCP " + wanted + " is free")
          .advising(RUNS)
          .with("port", wanted);
    }
    return wanted < 1024 && holder().by() == null ? forbidden() : taken();
  }

  private Finding elsewhere(int own) {
    return Finding.note(
        Topic.PORT,
        "TCP " + own + ": this Ferry listens there, as " + wanted + " is used by " + by(),
        "whoever types the address has to add :" + own);
  }

  private Finding forbidden() {
    return Finding.problem(
        Topic.PORT,
        "TCP " + wanted + " is taken, or a port that only root may use",
        "choose one from 1024 on: port = 53317 in settings.conf");
  }

  private Finding taken() {
    TakenPort holder = holder();
    String by = holder.by();
    if (by != null && by.startsWith("this very peer")) {
      return Finding.ok(
              Topic.PORT, "TCP " + wanted + ": this Ferry listens there, in another process")
          .with("port", wanted);
    }
    int next = nextFree();
    String used = "TCP " + wanted + " is used by " + (by == null ? unknown() : by);
    return next == 0
        ? Finding.problem(
            Topic.PORT,
            used + ", and the next " + TlsListener.FALLBACK_PORTS + " are taken, too",
            "end what uses them, or set another port in settings.conf")
        : Finding.note(
                Topic.PORT,
                used + ", so Ferry would listen at " + next,
                "end it, or let whoever types the address add :" + next)
            .with("port", next);
  }

  private String by() {
    String by = holder().by();
    return by == null ? unknown() : by;
  }

  private static String unknown() {
    return "a program that cannot be seen from here";
  }

  private TakenPort holder() {
    PeerCore core = peer.core();
    return PortHolder.of(core.identity(), core.alias(), new ListenOptions(wanted, false, null));
  }

  private int nextFree() {
    int last = Math.min(wanted + TlsListener.FALLBACK_PORTS, 65_535);
    for (int port = wanted + 1; port <= last; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    return 0;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The port of the multicast groups is shared by all who share it. */
  private static Finding udp(int port) {
    try (DatagramChannel channel = DatagramChannel.open()) {
      share(channel, StandardSocketOptions.SO_REUSEADDR);
      share(channel, StandardSocketOptions.SO_REUSEPORT);
      channel.bind(new InetSocketAddress(port));
      return Finding.ok(Topic.PORT, "UDP " + port + " can be listened on");
    } catch (IOException e) {
      String by = PortProgram.atUdp(port).orElse(unknown());
      String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      return Finding.problem(
          Topic.PORT,
          said.contains("in use")
              ? "UDP " + port + " is kept by " + by + ", so nobody is heard who announces himself"
              : "UDP " + port + " cannot be listened on (" + e.getMessage() + ")",
          "end that program; until then, type addresses");
    }
  }

  private static void share(DatagramChannel channel, SocketOption<Boolean> option)
      throws IOException {
    if (channel.supportedOptions().contains(option)) {
      channel.setOption(option, true);
    }
  }
}
