package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {
  private final Identity alice = Identity.generate();
  private final Identity bob = Identity.generate();

  @Test
  void bothEndsLearnTheOthersFingerprint() throws Exception {
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends ends = pair.connect(expecting(bob));

      assertThat(ends.client().peer()).contains(bob.fingerprint());
      assertThat(ends.server().peer()).contains(alice.fingerprint());
      assertThat(ends.client().met().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(ends.client().met().getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
    }
  }

  @Test
  void clientRefusesAServerWithAnotherFingerprintAndSaysWhichItSaw() throws Exception {
    Identity mallory = Identity.generate();
    try (TlsPair pair = serverOf(mallory)) {
      TlsPair.Ends ends = pair.connect(expecting(bob));

      assertThat(ends.client().failed()).isInstanceOf(SSLHandshakeException.class);
      assertThat(UnexpectedPeerException.in(ends.client().failed()))
          .map(UnexpectedPeerException::seen)
          .contains(mallory.fingerprint());
      assertThat(ends.server().failure()).isNotNull();
    }
  }

  @Test
  void clientThatTakesAnybodyLearnsTheFingerprintOfAStranger() throws Exception {
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends ends = pair.connect(TlsContexts.client(alice, FingerprintCheck.anybody()));

      assertThat(ends.bothWell()).isTrue();
      assertThat(ends.client().peer()).contains(bob.fingerprint());
    }
  }

  @Test
  void serverThatOnlyWantsACertificateServesAClientWithoutOneAsNobody() throws Exception {
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends ends = pair.connect(TlsPair.anonymous());

      assertThat(ends.bothWell()).isTrue();
      assertThat(ends.server().peer()).isEqualTo(Optional.empty());
    }
  }

  @Test
  void serverThatNeedsACertificateRefusesAClientWithoutOne() throws Exception {
    SSLParameters strict = TlsContexts.parameters();
    strict.setNeedClientAuth(true);
    try (TlsPair pair = new TlsPair(TlsContexts.server(bob), strict)) {
      TlsPair.Ends ends = pair.connect(TlsPair.anonymous());

      assertThat(ends.server().failed()).isInstanceOf(SSLHandshakeException.class);
      assertThat(ends.client().failure()).isNotNull();
    }
  }

  @Test
  void stolenCertificateIsWorthNothingWithoutItsKey() throws Exception {
    Identity impostor = new Identity(alice.privateKey(), bob.certificate());
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends asClient =
          pair.connect(TlsContexts.client(impostor, FingerprintCheck.anybody()));
      assertThat(asClient.server().failed()).isInstanceOf(SSLHandshakeException.class);
    }
    try (TlsPair pair = serverOf(impostor)) {
      TlsPair.Ends asServer = pair.connect(expecting(bob));
      assertThat(asServer.client().failed()).isInstanceOf(SSLHandshakeException.class);
    }
  }

  static Stream<Arguments> badCertificates() throws Exception {
    return TestCertificates.refused().entrySet().stream()
        .map(bad -> Arguments.of(bad.getKey(), bad.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badCertificates")
  void neitherEndTakesACertificateThatIsNotAPeers(String what, TestCertificates.Shown bad)
      throws Exception {
    SSLContext bearer = TlsPair.showing(bad.key(), bad.chain());
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends ends = pair.connect(bearer);
      assertThat(ends.server().failed()).hasRootCauseInstanceOf(bad.refusal());
    }
    try (TlsPair pair = new TlsPair(bearer, TlsContexts.parameters())) {
      TlsPair.Ends ends = pair.connect(TlsContexts.client(alice, FingerprintCheck.anybody()));
      assertThat(ends.client().failed()).hasRootCauseInstanceOf(bad.refusal());
    }
  }

  @ParameterizedTest(name = "RSA {0}")
  @ValueSource(ints = {2048, 4096})
  void bothEndsTakeTheRsaCertificatesOfLocalSendsApps(int bits) throws Exception {
    TestCertificates.Shown phone = TestCertificates.rsa(bits);
    Fingerprint fingerprint = Fingerprint.of(phone.chain().getFirst());
    SSLContext bearer = TlsPair.showing(phone.key(), phone.chain());
    try (TlsPair pair = serverOf(bob)) {
      assertThat(pair.connect(bearer).server().peer()).contains(fingerprint);
    }
    try (TlsPair pair = new TlsPair(bearer, TlsContexts.parameters())) {
      TlsPair.Ends ends =
          pair.connect(TlsContexts.client(alice, FingerprintCheck.only(fingerprint)));
      assertThat(ends.client().peer()).contains(fingerprint);
      assertThat(ends.server().peer()).contains(alice.fingerprint());
    }
  }

  @Test
  void certificateOfAClockThatRunsAheadIsTaken() throws Exception {
    KeyPair pair = SelfSigned.newKeyPair();
    X509Certificate tomorrow =
        SelfSigned.certificateFor(pair, Instant.now().plus(Duration.ofDays(1)), SelfSigned.UNTIL);
    Identity ahead = new Identity(pair.getPrivate(), tomorrow);
    try (TlsPair tls = serverOf(ahead)) {
      assertThat(tls.connect(expecting(ahead)).bothWell()).isTrue();
    }
  }

  @Test
  void nothingOlderThanTls13IsSpokenByTheServer() throws Exception {
    SSLParameters old = new SSLParameters(null, new String[] {"TLSv1.2"});
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends ends = pair.connect(TlsContexts.client(alice, FingerprintCheck.anybody()), old);

      assertThat(ends.client().failure()).isNotNull();
      assertThat(ends.server().failed()).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void nothingOlderThanTls13IsTakenByTheClientEvenIfItsSocketWasMadeWithoutParameters()
      throws Exception {
    SSLParameters old = new SSLParameters(null, new String[] {"TLSv1.2"});
    SSLParameters forgotten = new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"});
    try (TlsPair pair = new TlsPair(TlsContexts.server(bob), old)) {
      TlsPair.Ends ends = pair.connect(expecting(bob), forgotten);

      assertThat(ends.client().failed()).hasRootCauseInstanceOf(CertificateException.class);
    }
  }

  @Test
  void resumedSessionStillKnowsBothFingerprints() throws Exception {
    SSLContext client = expecting(bob);
    try (TlsPair pair = serverOf(bob)) {
      TlsPair.Ends first = pair.connect(client);
      TlsPair.Ends second = pair.connect(client);

      assertThat(second.client().created())
          .describedAs("the second session is a resumed one")
          .isEqualTo(first.client().created());
      assertThat(second.client().peer()).contains(bob.fingerprint());
      assertThat(second.server().peer()).contains(alice.fingerprint());
    }
  }

  @Test
  void sessionOfOneCheckIsNotResumedUnderAnother() throws Exception {
    try (TlsPair pair = serverOf(bob)) {
      assertThat(pair.connect(TlsContexts.client(alice, FingerprintCheck.anybody())).bothWell())
          .isTrue();

      Identity carol = Identity.generate();
      assertThat(pair.connect(expecting(carol)).client().failure()).isNotNull();
    }
  }

  @Test
  void ticketOfAServerThatChangedItsIdentityIsNotTakenForTheOldOne() throws Exception {
    SSLContext client = expecting(bob);
    int port;
    try (TlsPair pair = serverOf(bob)) {
      port = pair.port();
      assertThat(pair.connect(client).bothWell()).isTrue();
    }
    Identity mallory = Identity.generate();
    try (TlsPair pair = TlsPair.at(port, TlsContexts.server(mallory), TlsContexts.parameters())) {
      TlsPair.Ends ends = pair.connect(client);
      assertThat(UnexpectedPeerException.in(ends.client().failed())).isPresent();
    }
  }

  @Test
  void serverNamesNoIssuersSoThatNoClientWithholdsItsCertificate() {
    assertThat(new PeerTrustManager(FingerprintCheck.anybody()).getAcceptedIssuers()).isEmpty();
    assertThat(List.of(TlsContexts.parameters().getProtocols())).containsExactly("TLSv1.3");
  }

  private TlsPair serverOf(Identity identity) throws Exception {
    return new TlsPair(TlsContexts.server(identity), TlsContexts.parameters());
  }

  private SSLContext expecting(Identity server) {
    return TlsContexts.client(alice, FingerprintCheck.only(server.fingerprint()));
  }
}
