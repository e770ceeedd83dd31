package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.PingReport;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.PeerProtocol;
import java.util.ArrayList;
import java.util.List;

/** What the way to a peer is like, for a person. Holds no state. */
public final class PingText {
  private static final double GIGABYTE = 1e9;
  private static final long FAR = 20_000_000;

  /** Below that the processors have nothing to do with it, above it the network seldom. */
  private static final double FAST = 400e6;

  /** Of what a wire carries, this share reaches files: headers of Ethernet, IP, TCP and TLS. */
  private static final double USABLE = 0.95;

  private static final double NEARLY = 0.8;

  /** Speeds that wires have. */
  private enum Wire {
    FAST_ETHERNET("100 Mbit/s Ethernet", 12.5e6),
    GIGABIT("Gigabit Ethernet", 125e6),
    MULTIGIGABIT("2.5 Gbit/s Ethernet", 312.5e6);

    private final String word;
    private final double bytes;

    Wire(String word, double bytes) {
      this.word = word;
      this.bytes = bytes;
    }

    private boolean fits(double speed) {
      return speed <= bytes && speed >= NEARLY * USABLE * bytes;
    }
  }

  private PingText() {}

  /** The lines of a report. */
  public static List<String> lines(PingReport report, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        style.strong(Who.name(report.peer().alias()))
            + " at "
            + DisplayName.escape(report.peer().address())
            + ", "
            + Who.standing(report.peer().standing())
            + (report.peer().protocol() == PeerProtocol.LOCALSEND ? ", over LocalSend" : ""));
    lines.add(line("TCP connects in", report.connect()));
    if (report.handshake().isKnown()) {
      lines.add(line("TLS is agreed in", report.handshake()));
    }
    lines.add(line("a question takes", report.request()));
    if (report.up() >= 0) {
      lines.add("  to it            " + Units.speed(report.up()));
      lines.add("  from it          " + Units.speed(report.down()));
    }
    lines.add(verdict(report));
    return lines;
  }

  private static String line(String what, Latency latency) {
    return "  " + Columns.pad(what, 16) + " " + PastText.latency(latency);
  }

  /** One sentence on what limits a transfer to that peer. */
  public static String verdict(PingReport report) {
    String name = Who.name(report.peer().alias());
    if (report.up() < 0) {
      return report.peer().protocol() == PeerProtocol.LOCALSEND
          ? "How fast bytes travel can only be measured between two Ferries."
          : "How fast bytes travel was not measured.";
    }
    return "A transfer to "
        + name
        + " can reach about "
        + Units.speed(report.up())
        + ", 1 GB in "
        + Units.duration((long) (GIGABYTE / Math.max(1, report.up()) * 1e9))
        + ": "
        + limit(report)
        + ".";
  }

  private static String limit(PingReport report) {
    for (Wire wire : Wire.values()) {
      if (wire.fits(report.up())) {
        return "the network is the limit, as fast as " + wire.word + " can be";
      }
    }
    if (report.address().isLoopbackAddress()) {
      return "it is this very machine, so its processors and disks are the limit";
    }
    if (report.connect().median() > FAR) {
      return "the peer is far, and small files cost a round trip of "
          + Units.shortTime(report.connect().median())
          + " before and after each transfer";
    }
    if (report.up() > FAST) {
      return "the network is fast, so the processors and disks at both ends are the limit";
    }
    if (report.connect().max() > 8 * report.connect().min() && report.connect().max() > 5_000_000) {
      return "the network is the limit, and round trips vary as they do on a busy radio link";
    }
    return "the network is the limit";
  }
}
