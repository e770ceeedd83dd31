package dev.ferry.peer;

import dev.ferry.direct.Probe;
import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.http.Failures;
import dev.ferry.http.Greeting;
import dev.ferry.http.PinnedPeer;
import dev.ferry.identity.Fingerprint;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.LatencyMeter;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures the way to a peer. Thread-safe; blocks for some seconds. */
final class Pinger {
  private static final int GREETINGS = 5;
  private static final int QUESTIONS = 10;

  private final PeerCore core;
  private final ProtocolChoice protocols;

  Pinger(PeerCore core, ProtocolChoice protocols) {
    this.core = core;
    this.protocols = protocols;
  }

  /** As {@link Peer#ping}. */
  PingReport ping(PeerAddress to, Duration speed, TransportOptions transport) throws IOException {
    try (ReachedPeer reached = protocols.connect(to, Via.AUTO, transport)) {
      Fingerprint proven = reached.peer().proven() ? reached.peer().fingerprint() : null;
      Ways ways = greet(to, proven, transport);
      Latency questions = ask(reached);
      return switch (reached) {
        case ReachedPeer.ByDirect direct when !speed.isZero() ->
            ways.report(
                reached,
                questions,
                Probe.up(direct.connection().client(), speed),
                Probe.down(direct.connection().client(), speed));
        case ReachedPeer.ByDirect _, ReachedPeer.ByLocalSend _ ->
            ways.report(reached, questions, -1, -1);
      };
    } catch (IOException e) {
      core.connections().checkOpen();
      throw e;
    }
  }

  /** What connecting anew takes. */
  private record Ways(InetAddress address, Latency connect, Latency handshake) {
    PingReport report(ReachedPeer reached, Latency questions, double up, double down) {
      return new PingReport(reached.peer(), address, connect, handshake, questions, up, down);
    }
  }

  private Ways greet(PeerAddress to, @Nullable Fingerprint proven, TransportOptions transport)
      throws IOException {
    Endpoint at = new Endpoint(to.host(), to.port(), transport.from(), to.plain());
    PinnedPeer pin = new PinnedPeer(proven);
    LatencyMeter connect = new LatencyMeter();
    LatencyMeter handshake = new LatencyMeter();
    InetAddress address = null;
    for (int i = 0; i < GREETINGS; i++) {
      core.connections().checkOpen();
      Greeting greeting;
      try {
        greeting = Greeting.measure(core.identity(), at, pin, ClientTimes.STANDARD);
      } catch (IOException e) {
        throw new Failures(at, pin).later(e);
      }
      address = greeting.address();
      connect.add(greeting.tcpNanos());
      if (greeting.tlsNanos() >= 0) {
        handshake.add(greeting.tlsNanos());
      }
    }
    return new Ways(Objects.requireNonNull(address), connect.reading(), handshake.reading());
  }

  private static Latency ask(ReachedPeer reached) throws IOException {
    LatencyMeter questions = new LatencyMeter();
    for (int i = 0; i < QUESTIONS; i++) {
      long begin = System.nanoTime();
      reached.ask();
      questions.add(System.nanoTime() - begin);
    }
    return questions.reading();
  }
}
