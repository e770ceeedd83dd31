package dev.ferry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.store.AtomicFile;
import dev.ferry.store.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private static final int RACERS = 8;

  @TempDir Path folder;

  @Test
  void identityIsMadeOnFirstUseAndStays() throws Exception {
    Identity made = Identity.loadOrCreate(Home.at(folder));
    Identity loaded = Identity.loadOrCreate(Home.at(folder));

    assertThat(loaded.fingerprint()).isEqualTo(made.fingerprint());
    assertThat(loaded.certificate()).isEqualTo(made.certificate());
    assertThat(loaded.privateKey().getEncoded()).isEqualTo(made.privateKey().getEncoded());
  }

  @Test
  void twoHomesAreTwoPeers() throws Exception {
    Identity one = Identity.loadOrCreate(Home.at(folder.resolve("one")));
    Identity two = Identity.loadOrCreate(Home.at(folder.resolve("two")));

    assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    assertThat(one.certificate().getSerialNumber())
        .isNotEqualTo(two.certificate().getSerialNumber());
  }

  @Test
  void keyFileIsForItsOwnerOnlyAndNothingElseIsLeftBeside() throws Exception {
    Identity.loadOrCreate(Home.at(folder));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("identity.pem", "identity.pem.lock");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw----", "rw------x"})
  void keyFileThatOthersMayUseIsRefused(String mode) throws Exception {
    Identity.loadOrCreate(Home.at(folder));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> Identity.loadOrCreate(Home.at(folder)))
        .isInstanceOf(IdentityException.class)
        .hasMessageContaining("identity.pem")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void damagedFileIsToldAndNeverReplaced() throws Exception {
    Identity.loadOrCreate(Home.at(folder));
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length - 40; length += 7) {
      byte[] torn = Arrays.copyOf(whole, length);
      Files.write(file(), torn);

      assertThatThrownBy(() -> Identity.loadOrCreate(Home.at(folder)))
          .describedAs("cut after %s bytes", length)
          .isInstanceOf(IdentityException.class)
          .hasMessageContaining("damaged");
      assertThat(file()).hasBinaryContent(torn);
    }
  }

  @Test
  void everyFlippedBitOfKeyAndCertificateIsNoticed() throws Exception {
    Identity identity = Identity.loadOrCreate(Home.at(folder));
    String text = Files.readString(file());
    int body = text.indexOf("-----BEGIN");
    for (int i = body; i < text.length(); i += 5) {
      char flipped = text.charAt(i) == 'A' ? 'B' : 'A';
      Files.writeString(file(), text.substring(0, i) + flipped + text.substring(i + 1));
      try {
        Identity read = Identity.loadOrCreate(Home.at(folder));
        // Bits of the last character that stand for no byte.
        assertThat(read.fingerprint()).isEqualTo(identity.fingerprint());
        assertThat(read.privateKey()).isEqualTo(identity.privateKey());
        assertThat(text.charAt(i)).isIn('=', '\n');
      } catch (IdentityException e) {
        assertThat(e).hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void fileWithoutAChecksumIsReadIfKeyAndCertificateBelongTogether() throws Exception {
    Identity one = Identity.loadOrCreate(Home.at(folder));
    AtomicFile.write(file(), withoutChecksum(one));

    assertThat(Identity.loadOrCreate(Home.at(folder)).fingerprint()).isEqualTo(one.fingerprint());
  }

  @Test
  void keyThatIsNotTheCertificatesIsRefused() throws Exception {
    Identity mixture =
        new Identity(Identity.generate().privateKey(), Identity.generate().certificate());
    AtomicFile.write(file(), withoutChecksum(mixture));

    assertThatThrownBy(() -> Identity.loadOrCreate(Home.at(folder)))
        .isInstanceOf(IdentityException.class)
        .hasMessageContaining("the key is not the certificate's");
  }

  private static byte[] withoutChecksum(Identity identity) throws IdentityException {
    String text = new String(IdentityPem.write(identity), StandardCharsets.US_ASCII);
    return text.substring(text.indexOf("-----BEGIN")).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void threadsThatStartAtOnceBecomeOnePeer() throws Exception {
    for (int round = 0; round < 5; round++) {
      Path shared = folder.resolve("race" + round);
      CyclicBarrier start = new CyclicBarrier(RACERS);
      List<Future<Fingerprint>> racers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < RACERS; i++) {
          racers.add(
              threads.submit(() -> {
                start.await();
                return Identity.loadOrCreate(Home.at(shared)).fingerprint();
              }));
        }
      }
      List<Fingerprint> seen = new ArrayList<>();
      for (Future<Fingerprint> racer : racers) {
        seen.add(racer.get());
      }
      assertThat(seen).containsOnly(Identity.loadOrCreate(Home.at(shared)).fingerprint());
    }
  }

  @Test
  void processesThatStartAtOnceBecomeOnePeer() throws Exception {
    Path shared = folder.resolve("race");
    List<Process> racers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      racers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FingerprintProgram.class.getName(),
                  shared.toString())
              .redirectErrorStream(true)
              .start());
    }
    List<String> printed = new ArrayList<>();
    for (Process racer : racers) {
      try (var output = racer.getInputStream()) {
        printed.add(new String(output.readAllBytes(), StandardCharsets.UTF_8).strip());
      }
      assertThat(racer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(printed).containsOnly(Identity.loadOrCreate(Home.at(shared)).fingerprint().hex());
  }

  @Test
  void certificateIsWhatTheWorldTakesForASelfSignedP256One() {
    Identity identity = Identity.generate();

    assertThat(identity.certificate().getVersion()).isEqualTo(3);
    assertThat(identity.certificate().getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(identity.certificate().getPublicKey()).isInstanceOf(ECPublicKey.class);
    assertThat(identity.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=Ferry");
    assertThat(identity.certificate().getNotBefore().toInstant()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(identity.certificate().getNotAfter().toInstant()).isEqualTo("9999-12-31T23:59:59Z");
    assertThat(identity.certificate().getSerialNumber()).isPositive();
    assertThat(identity.certificate().getKeyUsage())
        .containsExactly(true, false, false, false, false, false, false, false, false);
  }

  @Test
  void textOfAnIdentityShowsNoKey() {
    Identity identity = Identity.generate();

    assertThat(identity.toString()).isEqualTo("Identity " + identity.fingerprint().hex());
  }

  private Path file() {
    return folder.resolve(Identity.FILE);
  }
}
