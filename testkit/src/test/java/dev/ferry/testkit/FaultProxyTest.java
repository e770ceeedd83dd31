package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Fault.Direction;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that sends back what it gets, behind a proxy that breaks the way there or back. */
class FaultProxyTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int SIZE = 100_000;

  private ScriptedPeer echo;
  private FaultProxy proxy;

  @BeforeEach
  void start() {
    echo = ScriptedPeer.listenPlain(LIMIT, FaultProxyTest::sendBack);
    proxy = FaultProxy.to(echo.address());
  }

  @AfterEach
  void stop() {
    proxy.close();
    echo.close();
  }

  @Test
  void withoutFaultBytesComeBackAsTheyWere() throws IOException {
    byte[] bytes = bytes();
    assertThat(roundTrip(LIMIT)).isEqualTo(bytes);
    assertThat(proxy.bytesToTarget()).isEqualTo(SIZE);
  }

  @Test
  void cutEndsBothWaysAfterExactlySoManyBytes() {
    proxy.set(new Fault.Cut(Direction.FROM_TARGET, 1000));
    assertThatThrownBy(() -> roundTrip(LIMIT))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("after 1000 of");
  }

  @Test
  void resetIsAReset() {
    proxy.set(new Fault.Reset(Direction.TO_TARGET, 1000));
    assertThatThrownBy(() -> roundTrip(LIMIT)).isInstanceOf(SocketException.class);
  }

  @Test
  void stallKeepsTheConnectionAndCarriesNothing() {
    proxy.set(new Fault.Stall(Direction.TO_TARGET, 1000));
    assertThatThrownBy(() -> roundTrip(SHORT)).isInstanceOf(SocketTimeoutException.class);
    assertThat(proxy.bytesToTarget()).isEqualTo(1000);
  }

  @Test
  void halfCloseEndsOneWayOnly() throws IOException {
    proxy.set(new Fault.HalfClose(Direction.TO_TARGET, 1000));
    try (RawConnection connection = connect(LIMIT)) {
      connection.send(bytes());
      assertThat(connection.readAll()).hasSize(1000);
    }
  }

  @Test
  void corruptFlipsOneBit() throws IOException {
    proxy.set(new Fault.Corrupt(Direction.TO_TARGET, 70_000));
    byte[] expected = bytes();
    expected[70_000] ^= 1;
    assertThat(roundTrip(LIMIT)).isEqualTo(expected);
  }

  @Test
  void throttleTakesItsTime() throws IOException {
    proxy.set(new Fault.Throttle(Direction.TO_TARGET, 400_000));
    long started = System.nanoTime();
    roundTrip(LIMIT);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void cutAllEndsWhatIsOpenAndRefuseResetsWhatComes() throws IOException {
    try (RawConnection connection = connect(LIMIT)) {
      connection.send("x");
      connection.read(1);
      proxy.cutAll();
      assertThat(connection.isClosedByPeer()).isTrue();
    }
    proxy.refuse(true);
    assertThatThrownBy(() -> roundTrip(LIMIT)).isInstanceOf(IOException.class);
  }

  private byte[] roundTrip(Duration limit) throws IOException {
    try (RawConnection connection = connect(limit)) {
      connection.send(bytes());
      return connection.read(SIZE);
    }
  }

  private RawConnection connect(Duration limit) throws IOException {
    return ScriptedPeer.connectPlain(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), limit);
  }

  private static void sendBack(RawConnection connection) throws IOException {
    while (true) {
      connection.send(connection.read(1));
    }
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
