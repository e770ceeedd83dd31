package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PeerName;
import dev.ferry.testkit.CorpusName;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectoryTest {
  private static final Fingerprint OWN = Fingerprint.random();
  private static final Fingerprint PHONE = Fingerprint.random();
  private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.20");
  private static final InetAddress THERE = InetAddress.ofLiteral("192.168.1.21");
  private static final InetAddress HERE_V6 = InetAddress.ofLiteral("fe80::20");

  private final HandSchedule time = new HandSchedule();
  private final Directory directory = new Directory(time, OWN);
  private final Sightings sightings = new Sightings();

  @Test
  void deviceComesAndGoes() {
    directory.watch(sightings);
    directory.saw(device("phone", PHONE), HERE, false);
    time.pass(Directory.EXPIRY.minusSeconds(1));
    directory.expire();
    assertThat(directory.devices()).hasSize(1);
    time.pass(Duration.ofSeconds(1));
    directory.expire();
    assertThat(directory.devices()).isEmpty();
    assertThat(sightings.told()).containsExactly("+ phone 192.168.1.20", "- phone 192.168.1.20");
  }

  @Test
  void deviceThatIsHeardOfAgainStaysAndOnlyRealChangesAreTold() {
    directory.watch(sightings);
    for (int i = 0; i < 5; i++) {
      directory.saw(device("phone", PHONE), HERE, true);
      time.pass(Directory.EXPIRY.minusSeconds(1));
      directory.expire();
    }
    directory.saw(device("my phone", PHONE), HERE, true);
    assertThat(sightings.told())
        .containsExactly("+ phone 192.168.1.20 proven", "~ my phone 192.168.1.20 proven");
  }

  @Test
  void whoBeginsToWatchIsToldWhoIsThereAndWhoStopsIsToldNothing() {
    directory.saw(device("phone", PHONE), HERE, false);
    Directory.Watch watch = directory.watch(sightings);
    assertThat(directory.isWatched()).isTrue();
    watch.close();
    directory.saw(device("laptop", Fingerprint.random()), HERE, false);
    assertThat(sightings.told()).containsExactly("+ phone 192.168.1.20");
    assertThat(directory.isWatched()).isFalse();
  }

  @Test
  void thisPeerItselfIsNotListed() {
    directory.saw(device("me", OWN), HERE, true);
    directory.registered(device("me", OWN), HERE, OWN);
    assertThat(directory.devices()).isEmpty();
  }

  @Test
  void registrationWithAnotherCertificateThanClaimedIsIgnored() {
    directory.registered(device("phone", PHONE), HERE, Fingerprint.random());
    assertThat(directory.devices()).isEmpty();
    directory.registered(device("phone", PHONE), HERE, PHONE);
    assertThat(directory.devices()).singleElement().matches(Device::proven);
  }

  @Test
  void registrationWithoutCertificateIsListedAsUnproven() {
    directory.registered(device("phone", PHONE), HERE, null);
    assertThat(directory.devices()).singleElement().matches(device -> !device.proven());
  }

  @Test
  void whoMerelyClaimsAProvenFingerprintChangesNothing() {
    directory.saw(device("phone", PHONE), HERE, true);
    directory.watch(sightings);
    directory.saw(device("evil", PHONE), HERE, false);
    time.pass(Directory.STICKS.plusSeconds(1));
    directory.saw(device("evil", PHONE), THERE, false);
    directory.registered(device("evil", PHONE), THERE, null);
    assertThat(sightings.told()).containsExactly("+ phone 192.168.1.20 proven");
    assertThat(directory.devices()).singleElement().matches(d -> d.address().equals(HERE));
  }

  @Test
  void whoClaimsAProvenFingerprintFromElsewhereDoesNotKeepItListed() {
    directory.saw(device("phone", PHONE), HERE, true);
    time.pass(Directory.EXPIRY);
    directory.saw(device("evil", PHONE), THERE, false);
    directory.expire();
    assertThat(directory.devices()).isEmpty();
  }

  @Test
  void proofTakesThePlaceOfAClaim() {
    directory.saw(device("evil", PHONE), THERE, false);
    directory.saw(device("phone", PHONE), HERE, true);
    assertThat(directory.devices())
        .singleElement()
        .matches(d -> d.proven() && d.alias().equals("phone") && d.address().equals(HERE));
  }

  @Test
  void deviceWithSeveralAddressesStaysAtTheFirstOfIpv4() {
    directory.saw(device("phone", PHONE), HERE_V6, true);
    directory.watch(sightings);
    for (int i = 0; i < 3; i++) {
      directory.saw(device("phone", PHONE), HERE, true);
      directory.saw(device("phone", PHONE), THERE, true);
      directory.saw(device("phone", PHONE), HERE_V6, true);
      time.pass(Discovery.CALL_AGAIN);
    }
    assertThat(sightings.told())
        .containsExactly("+ phone fe80:0:0:0:0:0:0:20 proven", "~ phone 192.168.1.20 proven");
  }

  @Test
  void deviceThatMovedIsFollowed() {
    directory.saw(device("phone", PHONE), HERE, true);
    time.pass(Directory.STICKS);
    directory.saw(device("phone", PHONE), THERE, true);
    assertThat(directory.devices()).singleElement().matches(d -> d.address().equals(THERE));
  }

  @Test
  void spoofersFillNeitherTheListNorPushOutThoseWhoProvedThemselves() {
    Fingerprint laptop = Fingerprint.random();
    directory.saw(device("phone", PHONE), HERE, true);
    directory.saw(device("laptop", laptop), HERE, true);
    for (int i = 0; i < 10_000; i++) {
      time.pass(Duration.ofMillis(1));
      directory.saw(device("spoof", Fingerprint.random()), addressOf(i), false);
    }
    assertThat(directory.devices()).hasSize(Directory.MAX_DEVICES);
    assertThat(directory.devices()).filteredOn(Device::proven).hasSize(2);
  }

  @Test
  void oneAddressHasFewDevices() {
    directory.saw(device("phone", PHONE), THERE, false);
    for (int i = 0; i < 1000; i++) {
      directory.saw(device("flood", Fingerprint.random()), HERE, true);
    }
    assertThat(directory.devices()).hasSize(Directory.MAX_PER_ADDRESS + 1);
  }

  @Test
  void listenerThatFailsDoesNotHarmTheOthers() {
    directory.watch(
        new DeviceListener() {
          @Override
          public void seen(Device device) {
            throw new IllegalStateException("a bug of the caller");
          }

          @Override
          public void changed(Device before, Device after) {}

          @Override
          public void gone(Device device) {}
        });
    directory.watch(sightings);
    directory.saw(device("phone", PHONE), HERE, false);
    assertThat(sightings.told()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.ferry.testkit.CorpusName#all")
  void hostileNamesAreListedBoundedAndNeverEmpty(CorpusName hostile) {
    directory.saw(
        new DeviceInfo(
            hostile.name(), "2.1", null, DeviceType.MOBILE, "f", 1, Scheme.HTTP, false, 0),
        HERE,
        false);
    assertThat(directory.devices())
        .singleElement()
        .matches(d -> !d.alias().isEmpty() && d.alias().length() <= 2 * PeerName.LENGTH)
        .matches(d -> d.alias().codePoints().noneMatch(DirectoryTest::isHalf));
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static InetAddress addressOf(int i) {
    return InetAddress.ofLiteral("10.0." + (i >> 8) + "." + (i & 255));
  }

  private static DeviceInfo device(String alias, Fingerprint fingerprint) {
    return DeviceInfo.ferry(alias, DeviceType.MOBILE, fingerprint, 1, Scheme.HTTPS, false, 0);
  }
}
