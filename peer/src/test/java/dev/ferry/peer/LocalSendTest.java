package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.WrongPin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two peers that talk LocalSend's protocol to each other, over real sockets. */
@Timeout(120)
class LocalSendTest {
  @TempDir private Path folder;

  private SendOptions sending(PeerAddress to, Path... paths) {
    return SendOptions.of(to, paths).withVia(Via.LOCALSEND).withTransport(Party.impatient());
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Receiving receive(Party party, ReceiveOptions options) throws Exception {
    return party.peer().receive(options, Approver.everything());
  }

  private static ReceiveOptions into(Party party) {
    return ReceiveOptions.into(party.inbox).withListen(Party.listen(0));
  }

  @Test
  void treeArrivesByteForByteAndBothSidesTellOfIt() throws Exception {
    Path tree =
        new TreeMaker(folder.resolve("tree"), Seeds.fresh("a tree"))
            .file("a/one", 3_000_000)
            .file("a/two", 0)
            .file("b/c/three", 70_000)
            .done();
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = receive(bob, into(bob))) {
      Outcome outcome = ann.peer().send(sending(Party.at(receiving), tree));

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(Files.readAllBytes(bob.inbox.resolve("tree/a/one")))
          .isEqualTo(Files.readAllBytes(tree.resolve("a/one")));
      assertThat(bob.inbox.resolve("tree/a/two")).isEmptyFile();
      assertThat(ann.told().all(TransferEvent.Ended.class)).hasSize(1);
      assertThat(ann.peer().transfers()).isEmpty();
      assertThat(bob.peer().history(5))
          .singleElement()
          .satisfies(past -> {
            assertThat(past.direction()).isEqualTo(Direction.RECEIVE);
            assertThat(past.alias()).isEqualTo("ann");
            assertThat(past.result()).isEqualTo("ok");
            assertThat(past.files()).isEqualTo(3);
            assertThat(past.protocol()).isEqualTo(PeerProtocol.LOCALSEND);
          });
      assertThat(ann.peer().history(5))
          .extracting(PastTransfer::protocol)
          .containsExactly(PeerProtocol.LOCALSEND);
      assertThat(ann.told().all(TransferEvent.Connected.class))
          .allSatisfy(
              event -> assertThat(event.peer().protocol()).isEqualTo(PeerProtocol.LOCALSEND));
      assertThat(bob.told().all(TransferEvent.Accepted.class))
          .allSatisfy(
              event -> assertThat(event.peer().protocol()).isEqualTo(PeerProtocol.LOCALSEND));
      assertThat(bob.peer().known()).extracting(KnownPeerInfo::alias).containsExactly("ann");
    }
  }

  @Test
  void textArrives() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = receive(bob, into(bob))) {
      Outcome outcome = ann.peer().send(sending(Party.at(receiving)).withText("see you at eight"));

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(bob.peer().history(1))
          .singleElement()
          .satisfies(past -> assertThat(past.text()).isEqualTo("see you at eight"));
    }
  }

  @Test
  void pinIsAskedForAndTriedAgain() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = receive(bob, into(bob).withPin("4711"))) {
      SendOptions options = sending(Party.at(receiving), file("a", "hello"));
      assertThat(ann.peer().send(options).problem()).isEqualTo(Problem.FORBIDDEN);
      Outcome outcome = ann.peer().send(options.withPin((peer, again) -> again ? "4711" : "0000"));

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(bob.inbox.resolve("a")).hasContent("hello");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "LOCALSEND"})
  void wrongPinIsToldToWhoeverReceives(Via via) throws Exception {
    List<WrongPin> told = new CopyOnWriteArrayList<>();
    Approver approver =
        new Approver() {
          @Override
          public Answer decide(Offer offer) {
            return new Answer.All(null);
          }

          @Override
          public void turnedAway(WrongPin by) {
            told.add(by);
          }
        };
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = bob.peer().receive(into(bob).withPin("4711"), approver)) {
      SendOptions options =
          sending(Party.at(receiving), file("a", "hello"))
              .withVia(via)
              .withPin((peer, again) -> again ? "4711" : "0000");
      assertThat(ann.peer().send(options)).isInstanceOf(Outcome.Completed.class);
      assertThat(told).containsExactly(new WrongPin("", "127.0.0.1", 2, Duration.ZERO));

      assertThat(ann.peer().send(options)).isInstanceOf(Outcome.Completed.class);
      assertThat(told).extracting(WrongPin::alias).containsExactly("", "ann");
    }
  }

  @Test
  void plainHttpIsOnlySpokenWhereBothSidesSaySo() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob")) {
      Path note = file("a", "hello");
      try (Receiving encrypted = receive(bob, into(bob))) {
        assertThatExceptionOfType(TransferException.class)
            .isThrownBy(() ->
                ann.peer()
                    .send(
                        SendOptions.of(Party.at(encrypted).inTheClear(), note)
                            .withTransport(Party.impatient())));
      }
      ReceiveOptions open =
          ReceiveOptions.into(bob.inbox).withListen(Party.listen(0).withPlainHttp(true));
      try (Receiving both = receive(bob, open)) {
        PeerAddress clear = PeerAddress.parse("http://" + Party.at(both));
        assertThat(ann.peer().send(SendOptions.of(clear, note)))
            .isInstanceOf(Outcome.Completed.class);
        assertThat(bob.inbox.resolve("a")).hasContent("hello");
        assertThat(bob.peer().known()).isEmpty();
        assertThat(ann.peer().known()).isEmpty();
        assertThatExceptionOfType(TransferException.class)
            .isThrownBy(() -> ann.peer().send(SendOptions.of(clear, note).withVia(Via.DIRECT)))
            .withMessageContaining("leave http:// out");
      }
    }
  }

  @Test
  void ferryIsSpokenToByItsOwnProtocolUnlessSaidOtherwise() throws Exception {
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = receive(bob, into(bob))) {
      Path tree = Files.createDirectory(folder.resolve("tree"));
      Files.createSymbolicLink(tree.resolve("link"), Path.of("a"));
      Outcome outcome =
          ann.peer()
              .send(SendOptions.of(Party.at(receiving), tree).withTransport(Party.impatient()));

      // LocalSend knows no links: this one has travelled.
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(bob.inbox.resolve("tree/link")).isSymbolicLink();
    }
  }

  @Test
  void sendThatWasStoppedGoesOnWithTheFilesThatAreMissing() throws Exception {
    Path tree =
        new TreeMaker(folder.resolve("tree"), Seeds.fresh("a tree"))
            .file("a", 5L * Party.MEBI)
            .file("b", 20L * Party.MEBI)
            .done();
    try (Party ann = new Party(folder, "ann");
        Party bob = new Party(folder, "bob");
        Receiving receiving = receive(bob, into(bob))) {
      TransportOptions slow = Party.impatient().withLimit(Party.SLOWLY).withConnections(1);
      FutureTask<Outcome> first =
          Party.meanwhile(
              () -> ann.peer().send(sending(Party.at(receiving), tree).withTransport(slow)));
      ann.told().awaitProgress(8L * Party.MEBI);
      ann.restart();
      assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Interrupted.class);
      StoredTransfer kept = ann.peer().transfers().getFirst();

      Outcome outcome = ann.peer().resume(kept.id(), null, Party.impatient());

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      Path there = bob.inbox.resolve("tree");
      assertThat(Files.mismatch(tree.resolve("a"), there.resolve("a"))).isEqualTo(-1);
      assertThat(Files.mismatch(tree.resolve("b"), there.resolve("b"))).isEqualTo(-1);
      assertThat(ann.peer().transfers()).isEmpty();
    }
  }
}
