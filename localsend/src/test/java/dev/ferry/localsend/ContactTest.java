package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Identity;
import dev.ferry.testkit.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContactTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  private final Identity self = Identity.generate();
  private final Identity phone = Identity.generate();

  @Test
  void answerIsListedAtThePortThatWasAskedWhateverItSays() throws IOException {
    String says =
        "200 {\"alias\":\"phone\",\"port\":22,\"protocol\":\"http\",\"fingerprint\":\""
            + phone.fingerprint().hex().toUpperCase(Locale.ROOT)
            + "\"}";
    try (FakeDevice device = new FakeDevice(HERE, 0, phone, _ -> says);
        Contact contact = contact()) {
      Contact.Met met = contact.ask(at(device.port(), false), phone.fingerprint());
      assertThat(met.proven()).isTrue();
      assertThat(met.info())
          .matches(i -> i.port() == device.port() && i.protocol() == Scheme.HTTPS);
    }
  }

  @Test
  void deviceThatSaysNoFingerprintHasTheOneItProved() throws IOException {
    try (FakeDevice device = new FakeDevice(HERE, 0, phone, _ -> "200 {\"alias\":\"phone\"}");
        Contact contact = contact()) {
      assertThat(contact.ask(at(device.port(), false), null).info().certificate())
          .contains(phone.fingerprint());
    }
  }

  @Test
  void whoTricklesIsLeftAtTheLimit() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedPeer trickler =
            ScriptedPeer.listenPlain(
                Duration.ofSeconds(30),
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n{");
                  while (!over.await(100, TimeUnit.MILLISECONDS)) {
                    connection.send(" ");
                  }
                });
        Contact contact = contact()) {
      long began = System.nanoTime();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> contact.ask(at(trickler.port(), true), null));
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Contact.LIMIT.minusMillis(100), Contact.LIMIT.plusSeconds(20));
      over.countDown();
    }
  }

  @Test
  void answerThatIsTooLongIsRefused() {
    String longAnswer = "200 {\"alias\":\"a\"," + " ".repeat(100_000) + "\"x\":1}";
    try (FakeDevice device = new FakeDevice(HERE, 0, phone, _ -> longAnswer);
        Contact contact = contact()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> contact.ask(at(device.port(), false), null));
    }
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    try (FakeDevice other = new FakeDevice(HERE, 0, null, _ -> "200 {\"alias\":\"evil\"}");
        ScriptedPeer redirects =
            ScriptedPeer.listenPlain(
                Duration.ofSeconds(10),
                connection -> {
                  connection.readHead();
                  connection.send(
                      "HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:"
                          + other.port()
                          + "/\r\nContent-Length: 0\r\n\r\n");
                });
        Contact contact = contact()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> contact.ask(at(redirects.port(), true), null))
          .withMessageContaining("307");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void closedContactAsksNobody() {
    try (FakeDevice device = new FakeDevice(HERE, 0, phone, _ -> "200 {\"alias\":\"phone\"}")) {
      Contact contact = contact();
      contact.close();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> contact.ask(at(device.port(), false), null));
      assertThat(device.asked()).isEmpty();
    }
  }

  @Test
  void answersByDatagramAreNeverLongerThanWhatWasAskedWith() throws IOException {
    DeviceInfo info =
        DeviceInfo.ferry(
            "attic", DeviceType.SERVER, self.fingerprint(), 53_317, Scheme.HTTPS, false, 1);
    int full = new Announcement(info, false, false).bytes().length;
    HandSchedule time = new HandSchedule();
    try (Registrar registrar =
        new Registrar(
            contact(),
            new Directory(time, self.fingerprint()),
            new AnswerBudget(time),
            false,
            () -> Optional.of(info))) {
      for (int most = 0; most <= full + 10; most++) {
        int asked = most;
        assertThat(registrar.datagram(asked).map(answer -> answer.length).orElse(0))
            .isLessThanOrEqualTo(asked);
      }
      assertThat(registrar.datagram(full - 1)).isPresent();
      assertThat(registrar.datagram(100)).isEmpty();
      assertThat(Announcement.parse(registrar.datagram(full).orElseThrow()).info()).isEqualTo(info);
      assertThat(new String(registrar.datagram(full - 1).orElseThrow(), UTF_8)).contains("attic");
    }
  }

  private Contact contact() {
    return new Contact(self, Optional::empty);
  }

  private static Endpoint at(int port, boolean plain) {
    return new Endpoint("127.0.0.1", port, null, plain);
  }
}
