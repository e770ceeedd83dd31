package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Identity;
import dev.ferry.testkit.Requires;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scans 127.0.0.0/24, where every address is this machine. */
class SubnetScanTest {
  private static final Link LO =
      new Link("lo", 1, List.of(new Subnet(InetAddress.ofLiteral("127.0.0.1"), 8)));

  private final Identity self = Identity.generate();
  private final Identity phone = Identity.generate();
  private final HandSchedule time = new HandSchedule();
  private final Directory directory = new Directory(time, self.fingerprint());

  @BeforeAll
  static void linux() {
    Requires.linux("a loopback network of many addresses");
  }

  @Test
  void findsDevicesByIntroducingItself() throws InterruptedException {
    try (FakeDevice device = device("127.0.0.77", 0, phone, _ -> "200 " + json(phone))) {
      assertThat(scan(device.port(), false, true)).isEqualTo(1);
      assertThat(directory.devices())
          .singleElement()
          .matches(d -> d.proven() && d.port() == device.port() && d.alias().equals("phone"))
          .matches(d -> d.certificate().equals(Optional.of(phone.fingerprint())));
      assertThat(device.asked())
          .singleElement()
          .matches(a -> a.line().equals("POST /api/localsend/v2/register"))
          .matches(a -> a.body().contains("\"alias\":\"me\"") && a.body().contains("\"port\":7"))
          .matches(a -> self.fingerprint().equals(a.client()));
    }
  }

  @Test
  void olderAppsAreAskedTheOldWay() throws InterruptedException {
    FakeDevice.Replies old =
        asked ->
            asked.line().equals("GET /api/localsend/v1/info") ? "200 " + json(phone) : "404 {}";
    try (FakeDevice device = device("127.0.0.78", 0, phone, old)) {
      assertThat(scan(device.port(), false, true)).isEqualTo(1);
      assertThat(device.asked()).hasSize(2);
    }
  }

  @Test
  void whoOnlyLooksAroundDoesNotIntroduceItself() throws InterruptedException {
    try (FakeDevice device = device("127.0.0.79", 0, phone, _ -> "200 " + json(phone))) {
      assertThat(scan(device.port(), false, false)).isEqualTo(1);
      assertThat(device.asked())
          .singleElement()
          .matches(a -> a.line().equals("GET /api/localsend/v2/info"));
    }
  }

  @Test
  void plainHttpIsSpokenOnlyIfItIsAllowed() throws InterruptedException {
    try (FakeDevice device = device("127.0.0.80", 0, null, _ -> "200 " + json(phone))) {
      assertThat(scan(device.port(), false, true)).isZero();
      assertThat(device.asked()).isEmpty();
      assertThat(scan(device.port(), true, true)).isEqualTo(1);
      assertThat(directory.devices())
          .singleElement()
          .matches(d -> !d.proven() && d.scheme() == Scheme.HTTP);
    }
  }

  @Test
  void whoSaysAnotherFingerprintThanItProvesIsNotListed() throws InterruptedException {
    try (FakeDevice device =
        device("127.0.0.81", 0, phone, _ -> "200 " + json(Identity.generate()))) {
      assertThat(scan(device.port(), false, true)).isZero();
      assertThat(directory.devices()).isEmpty();
    }
  }

  @Test
  void otherServersAndThisPeerItselfAreNoDevices() throws InterruptedException {
    try (FakeDevice web = device("127.0.0.82", 0, phone, _ -> "200 <html>");
        FakeDevice angry = device("127.0.0.83", web.port(), phone, _ -> "500 {}");
        FakeDevice me = device("127.0.0.84", web.port(), self, _ -> "200 " + json(self))) {
      assertThat(scan(web.port(), false, true)).isZero();
      assertThat(directory.devices()).isEmpty();
      assertThat(angry.asked()).hasSize(1);
      assertThat(me.asked()).hasSize(1);
    }
  }

  @Test
  void manyDevicesAreFoundInOneScan() throws InterruptedException {
    Identity[] all = new Identity[5];
    FakeDevice[] devices = new FakeDevice[all.length];
    for (int i = 0; i < all.length; i++) {
      Identity one = Identity.generate();
      all[i] = one;
      int port = i == 0 ? 0 : devices[0].port();
      devices[i] = device("127.0.0." + (100 + 30 * i), port, one, _ -> "200 " + json(one));
    }
    assertThat(scan(devices[0].port(), false, true)).isEqualTo(all.length);
    for (FakeDevice device : devices) {
      device.close();
    }
  }

  @Test
  void asksNobodyOutsideItsSubnetAndNotItself() {
    assertThat(SubnetScan.addresses(List.of(link("192.168.1.20", 24))))
        .hasSize(253)
        .doesNotContain(InetAddress.ofLiteral("192.168.1.20"));
    assertThat(SubnetScan.addresses(List.of(link("10.0.0.9", 8)))).hasSize(253);
    assertThat(SubnetScan.addresses(List.of(link("10.0.0.9", 29)))).hasSize(7);
    assertThat(SubnetScan.addresses(List.of(link("fe80::1", 64)))).isEmpty();
  }

  private static Link link(String address, int prefix) {
    return new Link("eth0", 2, List.of(new Subnet(InetAddress.ofLiteral(address), prefix)));
  }

  private int scan(int port, boolean plain, boolean introduces) throws InterruptedException {
    DeviceInfo me =
        DeviceInfo.ferry("me", DeviceType.SERVER, self.fingerprint(), 7, Scheme.HTTPS, false, 1);
    try (Contact contact =
        new Contact(self, () -> introduces ? Optional.of(me) : Optional.empty())) {
      return new SubnetScan(contact, directory, port, plain).run(List.of(LO));
    }
  }

  private static FakeDevice device(
      String address, int port, @Nullable Identity identity, FakeDevice.Replies replies) {
    return new FakeDevice(InetAddress.ofLiteral(address), port, identity, replies);
  }

  private static String json(Identity identity) {
    return "{\"alias\":\"phone\",\"version\":\"2.1\",\"fingerprint\":\""
        + identity.fingerprint().hex()
        + "\",\"download\":false}";
  }
}
