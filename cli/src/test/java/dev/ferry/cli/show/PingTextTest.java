package dev.ferry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.peer.PingReport;
import dev.ferry.transfer.Latency;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class PingTextTest {
  private static final Latency NEAR = new Latency(5, 310_000, 350_000, 420_000);

  private static PingReport report(String address, Latency connect, double up) {
    return new PingReport(
        Samples.peer("bob"),
        InetAddress.ofLiteral(address),
        connect,
        new Latency(5, 2_100_000, 2_300_000, 9_000_000),
        new Latency(10, 400_000, 450_000, 700_000),
        up,
        up);
  }

  @Test
  void everythingMeasuredIsShown() {
    assertThat(String.join("\n", PingText.lines(report("192.168.1.7", NEAR, 112e6), Style.plain())))
        .isEqualTo(
            """
            bob at 192.168.1.7:53317, known
              TCP connects in  0.35 ms (0.31 ms to 0.42 ms, 5 measured)
              TLS is agreed in 2.3 ms (2.1 ms to 9.0 ms, 5 measured)
              a question takes 0.45 ms (0.40 ms to 0.70 ms, 10 measured)
              to it            112 MB/s
              from it          112 MB/s
            A transfer to bob can reach about 112 MB/s, 1 GB in 8.9 s: the network is the limit, as fast as Gigabit Ethernet can be.\
            """);
  }

  @Test
  void theLimitIsNamed() {
    Latency far = new Latency(5, 40_000_000, 45_000_000, 60_000_000);
    Latency radio = new Latency(5, 1_000_000, 3_000_000, 80_000_000);

    assertThat(PingText.verdict(report("192.168.1.7", NEAR, 11.8e6))).contains("100 Mbit/s");
    assertThat(PingText.verdict(report("127.0.0.1", NEAR, 900e6))).contains("this very machine");
    assertThat(PingText.verdict(report("192.168.1.7", far, 50e6))).contains("is far", "45 ms");
    assertThat(PingText.verdict(report("192.168.1.7", radio, 50e6))).contains("radio");
    assertThat(PingText.verdict(report("192.168.1.7", NEAR, 800e6))).contains("disks at both ends");
    assertThat(PingText.verdict(report("192.168.1.7", NEAR, 50e6)))
        .endsWith("the network is the limit.");
    assertThat(PingText.verdict(report("192.168.1.7", NEAR, -1))).contains("not measured");
  }
}
