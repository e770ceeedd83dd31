package dev.ferry.page.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.page.HomeServer;
import dev.ferry.page.PageOptions;
import dev.ferry.page.PageServer;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.store.Home;
import dev.ferry.store.RunningLock;
import dev.ferry.store.RunningProcess;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of a home call its running peer, and nobody else. */
@Timeout(60)
class HomeClientTest {
  @TempDir private Path folder;

  @Test
  void linkIsHadFromTheRunningPeerAtASocketThatIsItsOwnersAlone() throws Exception {
    Acceptance acceptance = new Acceptance(AcceptRule.ASK);
    try (Peer peer = Peer.open(PeerOptions.at(folder).withAlias("ann"));
        Desk desk = Desk.of(peer, acceptance, _ -> {})) {
      RunningPeer running = new RunningPeer(peer, desk, acceptance, Optional::empty, "0.1.0");
      assertThat(HomeClient.of(folder)).isEmpty();
      try (HomeServer server = HomeServer.open(running).orElseThrow()) {
        HomeClient client = HomeClient.of(folder).orElseThrow();
        assertThat(client.process()).isEqualTo(ProcessHandle.current().pid());
        assertThatThrownBy(client::link)
            .as("no page yet")
            .isInstanceOf(TransferException.class)
            .hasMessageContaining("ferry up");
        try (PageServer page = PageServer.open(server.api(), PageOptions.standard())) {
          URI link = client.link();
          assertThat(link.getPort()).isEqualTo(page.port());
          assertThat(link.getFragment()).startsWith("t=");
        }
        assertThat(HomeServer.open(running)).as("a second one").isEmpty();
        Path socket = RunningProcess.in(Home.at(folder)).orElseThrow().listensAt().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
            .isEqualTo("rw-------");
      }
      assertThat(HomeClient.of(folder)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "220 mail\r\n",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nno JSON",
        "HTTP/1.1 201 Created\r\n\r\n{\"link\":\"http://evil.example/#t=x\"}",
        "HTTP/1.1 201 Created\r\n\r\n{\"link\":\"file:///etc/passwd\"}",
        "HTTP/1.1 201 Created\r\n\r\n{\"link\":\"http://127.0.0.1:1/\\\" onload=x\"}",
        "HTTP/1.1 404 No\r\n\r\n{\"type\":7}",
      })
  void answersThatAreNoneAreRefused(String answer) throws Exception {
    answering(
        answer.getBytes(UTF_8),
        client -> assertThatThrownBy(client::link).isInstanceOf(IOException.class));
  }

  @Test
  void headersWithoutEndAreNotReadToTheirEnd() throws Exception {
    byte[] endless = ("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100_000)).getBytes(UTF_8);
    answering(endless, client -> assertThatThrownBy(client::link).isInstanceOf(IOException.class));
  }

  @Test
  void socketAtWhichNobodyListensIsNobody() throws Exception {
    try (RunningLock lock = RunningLock.tryTake(Home.at(folder), Map.of()).orElseThrow()) {
      Path socket = lock.socket().orElseThrow();
      ServerSocketChannel.open(StandardProtocolFamily.UNIX)
          .bind(UnixDomainSocketAddress.of(socket))
          .close();
      lock.announce();
      HomeClient client = HomeClient.of(folder).orElseThrow();
      assertThatThrownBy(client::link).isInstanceOf(IOException.class);
    }
  }

  private interface Trial {
    void of(HomeClient client) throws Exception;
  }

  private void answering(byte[] answer, Trial trial) throws Exception {
    try (RunningLock lock = RunningLock.tryTake(Home.at(folder), Map.of()).orElseThrow();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(lock.socket().orElseThrow()));
      lock.announce();
      Thread answering = Thread.startVirtualThread(() -> answer(server, answer));
      trial.of(HomeClient.of(folder).orElseThrow());
      answering.join();
    }
  }

  private static void answer(ServerSocketChannel server, byte[] answer) {
    try (SocketChannel call = server.accept()) {
      call.read(ByteBuffer.allocate(4096));
      ByteBuffer left = ByteBuffer.wrap(answer);
      while (left.hasRemaining()) {
        call.write(left);
      }
    } catch (IOException e) {
      // Whoever has read enough hangs up.
      return;
    }
  }
}
