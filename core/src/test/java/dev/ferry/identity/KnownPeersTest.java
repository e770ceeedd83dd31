package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.store.Home;
import dev.ferry.testkit.CorpusName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPeersTest {
  private static final Fingerprint ALICE = fingerprint(1);
  private static final Fingerprint BOB = fingerprint(2);
  private static final Fingerprint MALLORY = fingerprint(3);

  @TempDir Path folder;

  private Home home;
  private KnownPeers peers;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  @BeforeEach
  void open() throws Exception {
    home = Home.at(folder);
    peers = KnownPeers.in(home, () -> now);
  }

  @Test
  void strangerIsUnknown() throws Exception {
    assertThat(peers.standingOf("alice", ALICE, "10.0.0.1:53317")).isEqualTo(Standing.UNKNOWN);
    assertThat(folder.resolve(KnownPeers.FILE)).doesNotExist();
  }

  @Test
  void rememberedPeerIsKnownByItsFingerprintWhateverItCallsItself() throws Exception {
    peers.remember(ALICE, "alice", "10.0.0.1:53317");

    assertThat(peers.standingOf("alice", ALICE, "10.0.0.1:53317")).isEqualTo(Standing.KNOWN);
    assertThat(peers.standingOf("other", ALICE, "10.9.9.9:1")).isEqualTo(Standing.KNOWN);
  }

  @Test
  void trustIsGivenByFingerprintAndOutlivesANewName() throws Exception {
    peers.remember(ALICE, "alice", "");
    peers.trust(ALICE);
    assertThat(peers.standingOf("alice", ALICE, "")).isEqualTo(Standing.TRUSTED);

    peers.remember(ALICE, "alice's new name", "");
    assertThat(peers.standingOf("", ALICE, "")).isEqualTo(Standing.TRUSTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "ALICE", "al\u200bice", "\u0430lice", " alice"})
  void knownNameWithAnotherKeyIsShoutedAbout(String alias) throws Exception {
    peers.remember(ALICE, "alice", "10.0.0.1:53317");

    assertThat(peers.standingOf(alias, MALLORY, "10.6.6.6:53317")).isEqualTo(Standing.CHANGED);
    assertThat(peers.impersonated(alias, MALLORY, "").orElseThrow().fingerprint()).isEqualTo(ALICE);
  }

  @Test
  void whoShowsNoCertificateIsUnprovenAndShoutedAboutUnderATrustedName() throws Exception {
    peers.remember(ALICE, "alice", "");
    peers.remember(BOB, "bob", "");
    peers.trust(ALICE);

    assertThat(peers.standingOfUnproven("carol")).isEqualTo(Standing.UNPROVEN);
    assertThat(peers.standingOfUnproven("bob")).isEqualTo(Standing.UNPROVEN);
    assertThat(peers.standingOfUnproven("\u0430LICE")).isEqualTo(Standing.CHANGED);
  }

  @Test
  void trustedPeersAddressWithAnotherKeyIsShoutedAbout() throws Exception {
    peers.remember(ALICE, "alice", "10.0.0.1:53317");

    assertThat(peers.standingOf("mallory", MALLORY, "10.0.0.1:53317")).isEqualTo(Standing.UNKNOWN);

    peers.trust(ALICE);

    assertThat(peers.standingOf("mallory", MALLORY, "10.0.0.1:53317")).isEqualTo(Standing.CHANGED);
    assertThat(peers.standingOf("mallory", MALLORY, "10.0.0.1:53318")).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void knownPeerThatMovedToAnothersAddressIsStillItself() throws Exception {
    peers.remember(ALICE, "alice", "10.0.0.1:53317");
    peers.remember(BOB, "bob", "10.0.0.2:53317");

    assertThat(peers.standingOf("bob", BOB, "10.0.0.1:53317")).isEqualTo(Standing.KNOWN);
  }

  @Test
  void peersWithoutAddressAreNotMistakenForEachOther() throws Exception {
    peers.remember(ALICE, "alice", "");

    assertThat(peers.standingOf("bob", BOB, "")).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void forgottenPeerIsAStranger() throws Exception {
    peers.remember(ALICE, "alice", "");
    peers.trust(ALICE);

    assertThat(peers.forget(ALICE)).isTrue();
    assertThat(peers.forget(ALICE)).isFalse();
    assertThat(peers.standingOf("alice", ALICE, "")).isEqualTo(Standing.UNKNOWN);
    assertThat(peers.standingOf("alice", MALLORY, "")).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void timesAndLastAddressAreKept() throws Exception {
    Instant first = now;
    peers.remember(ALICE, "alice", "10.0.0.1:53317");
    now = first.plusSeconds(60);
    peers.remember(ALICE, "alice 2", "");

    assertThat(peers.all())
        .containsExactly(new KnownPeer(ALICE, "alice 2", "10.0.0.1:53317", false, first, now));
  }

  @Test
  void whatOneProcessLearnsCountsInAnotherAtOnce() throws Exception {
    KnownPeers other = KnownPeers.in(Home.at(folder));
    peers.remember(ALICE, "alice", "");

    assertThat(other.standingOf("alice", ALICE, "")).isEqualTo(Standing.KNOWN);
  }

  @Test
  void fileIsForItsOwnerOnly() throws Exception {
    peers.remember(ALICE, "alice", "");

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(KnownPeers.FILE))))
        .isEqualTo("rw-------");
  }

  @Test
  void manyWhoLearnAtOnceLoseNothing() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        int number = 100 + i;
        writers.add(
            threads.submit(() -> {
              KnownPeers.in(Home.at(folder)).remember(fingerprint(number), "p" + number, "");
              return null;
            }));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    assertThat(peers.all()).hasSize(40);
  }

  @Test
  void everyNameOfTheCorpusIsKeptAndGivenBack() throws Exception {
    List<CorpusName> corpus = CorpusName.all();
    for (int i = 0; i < corpus.size(); i++) {
      peers.remember(fingerprint(i), corpus.get(i).name(), "");
    }
    List<KnownPeer> kept = peers.all();
    assertThat(kept).hasSize(corpus.size());
    for (int i = 0; i < corpus.size(); i++) {
      assertThat(kept.get(i).alias()).isEqualTo(PeerName.bounded(corpus.get(i).name()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\":1}",
        "{\"version\":2,\"peers\":[]}",
        "{\"version\":1,\"peers\":[{\"alias\":\"x\"}]}",
        "{\"version\":1,\"peers\":[{\"fingerprint\":\"../../x\",\"alias\":\"x\"}]}",
        "{\"version\":1,\"peers\":[null]}",
        "{\"version\":1,\"peers\":[{\"fingerprint\":\"x\",\"firstSeen\":\"soon\"}]}",
        "\u0000\u0001"
      })
  void damagedFileIsToldAndNeverTakenForAnEmptyOne(String content) throws Exception {
    Files.writeString(folder.resolve(KnownPeers.FILE), content);

    assertThatThrownBy(() -> peers.standingOf("alice", ALICE, ""))
        .isInstanceOf(IdentityException.class)
        .hasMessageContaining(KnownPeers.FILE);
    assertThatThrownBy(() -> peers.remember(ALICE, "alice", ""))
        .isInstanceOf(IdentityException.class);
    assertThat(folder.resolve(KnownPeers.FILE)).hasContent(content);
  }

  @Test
  void fieldsOfALaterVersionDoNotHurt() throws Exception {
    Files.writeString(
        folder.resolve(KnownPeers.FILE),
        "{\"version\":1,\"new\":{},\"peers\":[{\"fingerprint\":\""
            + ALICE.hex()
            + "\",\"alias\":\"alice\",\"colour\":\"red\"}]}");

    assertThat(peers.standingOf("x", ALICE, "")).isEqualTo(Standing.KNOWN);
  }

  @Test
  void personFindsAPeerByNameFingerprintOrWords() throws Exception {
    Fingerprint spoken =
        new Fingerprint("e58294f2e9a22748000102030405060708090a0b0c0d0e0f1011121314151617");
    peers.remember(spoken, "Laptop", "");
    peers.remember(ALICE, "laptop of alice", "");
    peers.remember(BOB, "phone", "");

    assertThat(found("laptop")).containsExactly(spoken);
    assertThat(found("lap")).containsExactlyInAnyOrder(spoken, ALICE);
    assertThat(found("PHO")).containsExactly(BOB);
    assertThat(found("E582 94F2")).containsExactly(spoken);
    assertThat(found("e5:82:94:f2:e9:a2")).containsExactly(spoken);
    assertThat(found(spoken.hex())).containsExactly(spoken);
    assertThat(found("topmost istanbul")).containsExactly(spoken);
    assertThat(found("topmost-Istanbul-Pluto")).containsExactly(spoken);
    assertThat(found("top")).isEmpty();
    assertThat(found("e5")).isEmpty();
    assertThat(found("")).isEmpty();
    assertThat(found("nobody")).isEmpty();
  }

  @Test
  void theManyDoNotDriveOutTheTrusted() throws Exception {
    peers.trust(ALICE);
    StringBuilder json = new StringBuilder("{\"version\":1,\"peers\":[");
    json.append(line(ALICE, true, Instant.EPOCH));
    for (int i = 1; i < KnownPeers.MOST; i++) {
      json.append(',').append(line(fingerprint(1000 + i), false, now.plusSeconds(i)));
    }
    Files.writeString(folder.resolve(KnownPeers.FILE), json + "]}");

    peers.remember(BOB, "bob", "");

    assertThat(peers.all()).hasSize(KnownPeers.MOST);
    assertThat(peers.find(ALICE)).isPresent();
    assertThat(peers.find(fingerprint(1001))).isPresent();
    assertThat(peers.find(BOB)).describedAs("the one seen longest ago").isEmpty();
  }

  private static String line(Fingerprint fingerprint, boolean trusted, Instant seen) {
    return "{\"fingerprint\":\"%s\",\"alias\":\"x\",\"trusted\":%s,\"firstSeen\":\"%s\"}"
        .formatted(fingerprint.hex(), trusted, seen);
  }

  private List<Fingerprint> found(String query) throws Exception {
    return peers.search(query).stream().map(KnownPeer::fingerprint).toList();
  }

  private static Fingerprint fingerprint(int number) {
    return Fingerprint.ofDer(new byte[] {(byte) (number >> 8), (byte) number});
  }
}
