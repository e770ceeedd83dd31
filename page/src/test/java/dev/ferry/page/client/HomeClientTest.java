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
import dev.ferry.peer.GetOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.TransferDriver;
import dev.ferry.peer.TransportOptions;
import dev.ferry.store.Home;
import dev.ferry.store.RunningLock;
import dev.ferry.store.RunningProcess;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.EOFException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of a home call its running peer, and nobody else. */
@Timeout(60)
class HomeClientTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

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

  @Test
  void itIsAskedWhoItIsAndNothingThatBeginsSomething() throws Exception {
    List<String> asked =
        answering(
            List.of(OK + "{\"api\":1,\"version\":\"0.1.0\",\"alias\":\"ann\"}"),
            _ -> assertThat(HomeClient.attach(folder, "ann")).isPresent());
    assertThat(asked).containsExactly("GET /api/v1 HTTP/1.0");
    for (String other :
        List.of(
            OK + "{\"api\":2,\"version\":\"9\",\"alias\":\"ann\"}",
            OK + "{\"api\":1,\"version\":\"0.1.0\",\"alias\":\"bob\"}",
            "HTTP/1.1 404 No\r\n\r\n{\"type\":\"urn:ferry:problem:not-found\",\"detail\":\"x\"}")) {
      answering(
          List.of(other), _ -> assertThat(HomeClient.attach(folder, "ann")).as(other).isEmpty());
    }
  }

  @Test
  void whoWantsAPinIsReadFromItsOwnMember() throws Exception {
    String problem =
        "HTTP/1.1 403 No\r\n\r\n{\"type\":\"urn:ferry:problem:forbidden\",\"title\":\"forbidden\","
            + "\"status\":403,\"detail\":\"a PIN, please\",\"pin\":\"wrong\",\"peer\":\"bob\"}";
    answering(
        List.of(problem),
        client ->
            assertThatThrownBy(() -> client.begin("/api/v1/transfers", "{}"))
                .isInstanceOfSatisfying(
                    PinWantedException.class,
                    wanted -> {
                      assertThat(wanted.peer()).isEqualTo("bob");
                      assertThat(wanted.again()).isTrue();
                    }));
  }

  @Test
  void whoIsCutOffComesBackOnceAndHearsWhatWasTold() throws Exception {
    List<String> asked =
        answering(
            List.of(
                OK + "id: 6\n\n: \n\n" + told(7, "resumed") + "id: 8\n",
                OK + "id: 7\n\n" + told(8, "publishing"),
                OK + "id: 8\n\n"),
            client -> {
              try (EventFeed feed = client.events()) {
                assertThat(feed.next()).isInstanceOf(TransferEvent.Resumed.class);
                assertThat(feed.next()).isInstanceOf(TransferEvent.Publishing.class);
                assertThatThrownBy(feed::next).isInstanceOf(EOFException.class);
              }
            });
    assertThat(asked)
        .containsExactly(
            "GET /api/v1/events HTTP/1.0",
            "GET /api/v1/events?since=7 HTTP/1.0",
            "GET /api/v1/events?since=8 HTTP/1.0");
  }

  @Test
  void whoCannotHearWhatWasToldInBetweenHearsNoMore() throws Exception {
    answering(
        List.of(
            OK + "id: 6\n\n" + told(7, "resumed"),
            OK + "event: reset\nid: 900\ndata: {\"seq\":900}\n\n" + told(901, "publishing")),
        client -> {
          try (EventFeed feed = client.events()) {
            feed.next();
            assertThatThrownBy(feed::next).isInstanceOf(IOException.class);
          }
        });
  }

  private static String told(long seq, String event) {
    return "id: "
        + seq
        + "\ndata: {\"v\":1,\"event\":\""
        + event
        + "\",\"at\":\"2025-11-20T12:00:00Z\",\"transfer\":\"abcdefgh234567abcdefgh2345\","
        + "\"direction\":\"send\"}\n\n";
  }

  /** Those of this process itself, which stand for the events of many pages and commands. */
  @Test
  void commandForWhichThereIsNoRoomDrivesItsTransfersItself() throws Exception {
    Acceptance acceptance = new Acceptance(AcceptRule.ASK);
    try (Peer peer = Peer.open(PeerOptions.at(folder).withAlias("ann"));
        Desk desk = Desk.of(peer, acceptance, _ -> {});
        HomeServer _ =
            HomeServer.open(new RunningPeer(peer, desk, acceptance, Optional::empty, "0.1.0"))
                .orElseThrow()) {
      HomeClient client = HomeClient.attach(folder, "ann").orElseThrow();
      List<EventFeed> feeds = new ArrayList<>();
      try {
        for (int i = 0; i < 32; i++) {
          feeds.add(client.events());
        }
        assertThatThrownBy(client::events)
            .isInstanceOf(NoFeedException.class)
            .hasMessageContaining("too many listen");
        OwnDriver own = new OwnDriver();
        AttachedDriver driver = new AttachedDriver(client, own, TransferListener.none());
        PeerAddress bob = new PeerAddress("127.0.0.1", 1);
        driver.send(SendOptions.of(bob, folder));
        driver.get(GetOptions.of(bob, folder, "a", "b"));
        driver.get(GetOptions.of(bob, folder));
        driver.resume(TransferId.random(), null, PinSource.none(), TransportOptions.standard());
        assertThat(own.driven).containsExactly("send", "get [a]", "get [b]", "get []", "resume");
      } finally {
        feeds.forEach(EventFeed::close);
      }
    }
  }

  /** Notes what it is asked for. */
  private static final class OwnDriver implements TransferDriver {
    private final List<String> driven = new ArrayList<>();

    private Outcome drive(String what) {
      driven.add(what);
      return new Outcome.Failed(Problem.INCOMPLETE, "noted");
    }

    @Override
    public Outcome send(SendOptions options) {
      return drive("send");
    }

    @Override
    public Outcome get(GetOptions options) {
      return drive("get " + options.paths());
    }

    @Override
    public Outcome resume(
        TransferId id, @Nullable PeerAddress to, PinSource pin, TransportOptions transport) {
      return drive("resume");
    }
  }

  private interface Trial {
    void of(HomeClient client) throws Exception;
  }

  private void answering(byte[] answer, Trial trial) throws Exception {
    answeringAll(List.of(answer), trial);
  }

  private List<String> answering(List<String> answers, Trial trial) throws Exception {
    return answeringAll(answers.stream().map(answer -> answer.getBytes(UTF_8)).toList(), trial);
  }

  /** The first lines of what is asked, one for each answer. */
  private List<String> answeringAll(List<byte[]> answers, Trial trial) throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (RunningLock lock = RunningLock.tryTake(Home.at(folder), Map.of()).orElseThrow();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(lock.socket().orElseThrow()));
      lock.announce();
      Thread answering =
          Thread.startVirtualThread(
              () -> answers.forEach(answer -> asked.add(answer(server, answer))));
      trial.of(HomeClient.of(folder).orElseThrow());
      answering.join();
    }
    return asked;
  }

  private static String answer(ServerSocketChannel server, byte[] answer) {
    String asked = "";
    try (SocketChannel call = server.accept()) {
      ByteBuffer request = ByteBuffer.allocate(4096);
      call.read(request);
      asked =
          new String(request.array(), 0, request.position(), UTF_8).lines().findFirst().orElse("");
      ByteBuffer left = ByteBuffer.wrap(answer);
      while (left.hasRemaining()) {
        call.write(left);
      }
    } catch (IOException e) {
      // Whoever has read enough hangs up.
      return asked;
    }
    return asked;
  }
}
