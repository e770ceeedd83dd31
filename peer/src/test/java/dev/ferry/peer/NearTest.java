package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.localsend.DiscoveryOptions;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that find each other over the loopback interface, at a port of their own. */
@Timeout(120)
class NearTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofSeconds(6);

  @TempDir private Path folder;
  private DiscoveryOptions network = DiscoveryOptions.looking();

  @BeforeEach
  void aPortOfOurOwn() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0)) {
      network = DiscoveryOptions.looking().withPort(free.getLocalPort()).withLoopback(true);
    }
  }

  private Party party(String name) throws IOException {
    return new Party(folder, name, network);
  }

  private static Receiving receive(Party party) throws IOException {
    return party
        .peer()
        .receive(
            ReceiveOptions.into(party.inbox).withListen(ListenOptions.port(0)),
            Approver.everything());
  }

  /** Keeps who is near by name. */
  private static final class Seen implements NearListener {
    private final Map<String, NearPeer> peers = new ConcurrentHashMap<>();

    @Override
    public void near(NearPeer peer) {
      peers.put(peer.alias(), peer);
    }

    @Override
    public void gone(NearPeer peer) {
      peers.remove(peer.alias());
    }
  }

  @Test
  void receiverIsSeenByWhoWatchesAndCanBeSentTo() throws Exception {
    Seen seen = new Seen();
    try (Party ann = party("ann");
        Party bob = party("bob");
        Peer.Watch _ = ann.peer().near().watch(seen);
        Receiving receiving = receive(bob)) {
      await().atMost(SOON).until(() -> seen.peers.containsKey("bob"));
      NearPeer found = Objects.requireNonNull(seen.peers.get("bob"));
      assertThat(found.ferry()).isTrue();
      assertThat(found.kind()).isEqualTo(NearPeer.Kind.HEADLESS);
      assertThat(found.standing()).isEqualTo(Standing.UNKNOWN);
      assertThat(found.fingerprint()).isEqualTo(bob.peer().self().fingerprint());
      assertThat(found.address().port()).isEqualTo(receiving.port());

      Path file = Files.writeString(folder.resolve("a.txt"), "hello");
      Outcome outcome = ann.peer().send(SendOptions.of(found.address(), file));

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(bob.inbox.resolve("a.txt")).hasContent("hello");
    }
  }

  @Test
  void whoWasThereBeforeIsListedToo() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Party carol = party("carol");
        Receiving _ = receive(bob);
        Receiving _ = receive(carol)) {
      assertThat(ann.peer().near().list(LOOK))
          .extracting(NearPeer::alias)
          .containsExactly("bob", "carol");
    }
  }

  @Test
  void whoOnlyLooksAroundIsNotListed() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Peer.Watch _ = bob.peer().near().watch(new Seen())) {
      assertThat(ann.peer().near().list(LOOK)).isEmpty();
    }
  }

  @Test
  void hiddenReceiverIsNotListed() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Receiving _ =
            bob.peer()
                .receive(
                    ReceiveOptions.into(bob.inbox)
                        .withListen(ListenOptions.port(0).withAnnounce(false)),
                    Approver.everything())) {
      assertThat(ann.peer().near().list(LOOK)).isEmpty();
    }
  }

  @Test
  void sharerIsListedWithWhatItHas() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Sharing _ =
            bob.peer()
                .share(
                    ShareOptions.of(
                            ShareOptions.Access.PUBLIC, Files.createFile(folder.resolve("x")))
                        .withListen(ListenOptions.port(0)))) {
      assertThat(ann.peer().near().list(LOOK))
          .singleElement()
          .satisfies(near -> {
            assertThat(near.alias()).isEqualTo("bob");
            assertThat(near.shares()).isTrue();
          });
    }
  }

  @Test
  void beginningOfANameIsEnoughWithoutRegardToCaseAndWholeNamesHideLongerOnes() throws Exception {
    try (Party ann = party("ann");
        Party phone = party("Kitchen phone");
        Party kitchen = party("kitchen");
        Receiving _ = receive(phone);
        Receiving _ = receive(kitchen)) {
      assertThat(names(ann, "KIT")).containsExactly("Kitchen phone", "kitchen");
      assertThat(names(ann, "kitchen p")).containsExactly("Kitchen phone");
      assertThat(names(ann, "Kitchen")).containsExactly("kitchen");
      assertThat(names(ann, "phone")).isEmpty();
    }
  }

  private static List<String> names(Party who, String name) throws Exception {
    return who.peer().near().find(name, LOOK).stream().map(NamedPeer::alias).toList();
  }

  @Test
  void nameOfATrustedPeerStandsForItsKeyAndNotForWhoCopiesTheName() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Party mallory = new Party(folder.resolve("elsewhere"), "bob", network)) {
      PeerAddress last;
      try (Receiving receiving = receive(bob)) {
        last = new PeerAddress("127.0.0.1", receiving.port());
        ann.peer().send(SendOptions.of(last, Files.writeString(folder.resolve("a"), "a")));
        ann.peer().trust("bob");
      }
      try (Receiving _ = receive(mallory)) {
        List<NamedPeer> away = ann.peer().near().find("bob", LOOK);
        assertThat(away)
            .singleElement()
            .satisfies(peer -> {
              assertThat(peer.near()).isNull();
              assertThat(peer.address()).isEqualTo(last.expecting(bob.peer().self().fingerprint()));
            });
        assertThat(ann.peer().near().list(LOOK))
            .singleElement()
            .satisfies(near -> assertThat(near.standing()).isEqualTo(Standing.CHANGED));
        try (Receiving back = receive(bob)) {
          assertThat(ann.peer().near().find("bo", LOOK))
              .singleElement()
              .satisfies(peer -> {
                assertThat(peer.standing()).isEqualTo(Standing.TRUSTED);
                assertThat(peer.address().port()).isEqualTo(back.port());
              });
        }
      }
    }
  }

  @Test
  void beginningOfATrustedPeersNameIsNotTakenAwayByAStrangerCalledSo() throws Exception {
    try (Party ann = party("ann");
        Party phone = party("Kitchen phone");
        Party mallory = party("kitchen")) {
      try (Receiving receiving = receive(phone)) {
        PeerAddress last = new PeerAddress("127.0.0.1", receiving.port());
        ann.peer().send(SendOptions.of(last, Files.writeString(folder.resolve("a"), "a")));
        ann.peer().trust("Kitchen phone");
      }
      try (Receiving _ = receive(mallory)) {
        assertThat(names(ann, "kitchen")).containsExactly("Kitchen phone", "kitchen");
      }
    }
  }

  @Test
  void nearPeerIsTrustedByTheKeyThatItProves() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Receiving _ = receive(bob)) {
      NearPeer found = ann.peer().near().list(LOOK).getFirst();

      KnownPeerInfo trusted = ann.peer().near().trust(found);

      assertThat(trusted.standing()).isEqualTo(Standing.TRUSTED);
      assertThat(trusted.alias()).isEqualTo("bob");
      assertThat(trusted.fingerprint()).isEqualTo(bob.peer().self().fingerprint());
    }
  }

  @Test
  void nearPeerThatDoesNotProveItsKeyOrHasNoneIsNotTrusted() throws Exception {
    try (Party ann = party("ann");
        Party bob = party("bob");
        Party mallory = party("mallory");
        Receiving receiving = receive(mallory)) {
      PeerAddress there = new PeerAddress("127.0.0.1", receiving.port());
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> ann.peer().near().trust(near(there, bob.peer().self().fingerprint())))
          .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.IDENTITY_CHANGED));
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> ann.peer().near().trust(near(there.inTheClear(), null)))
          .withMessageContaining("has no key that could be trusted");
      assertThat(ann.peer().known()).isEmpty();
    }
  }

  private static NearPeer near(PeerAddress at, @Nullable Fingerprint key) {
    return new NearPeer(
        "bob",
        NearPeer.Kind.MOBILE,
        null,
        at,
        key,
        false,
        Standing.UNKNOWN,
        false,
        false,
        Instant.EPOCH);
  }
}
