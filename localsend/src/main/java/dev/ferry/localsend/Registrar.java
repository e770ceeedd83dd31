package dev.ferry.localsend;

import dev.ferry.http.Endpoint;
import dev.ferry.identity.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers those who announce themselves: over HTTP to where the datagram came from, held to the
 * fingerprint it says; with a datagram to the group if that fails, as the older apps do, and never
 * with a longer one than was asked with. Thread-safe.
 */
final class Registrar implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

  private final Contact contact;
  private final Directory directory;
  private final AnswerBudget budget;
  private final boolean plainHttp;
  private final Supplier<Optional<DeviceInfo>> introduction;

  /**
   * Lists in {@code directory} whoever answers.
   *
   * @param plainHttp whether devices that speak plain HTTP are spoken to over it
   * @param introduction what this peer says of itself; empty if it answers with questions only
   */
  Registrar(
      Contact contact,
      Directory directory,
      AnswerBudget budget,
      boolean plainHttp,
      Supplier<Optional<DeviceInfo>> introduction) {
    this.contact = contact;
    this.directory = directory;
    this.budget = budget;
    this.plainHttp = plainHttp;
    this.introduction = introduction;
  }

  /** Where an answer by datagram goes. */
  @FunctionalInterface
  interface Back {
    void send(byte[] datagram);
  }

  /**
   * Answers an announcement soon, on another thread, or not at all.
   *
   * @param length of the datagram in bytes
   */
  void answer(Announcement heard, InetAddress from, int length, Back back) {
    DeviceInfo device = heard.info();
    String fingerprint = device.certificate().map(Fingerprint::hex).orElse(device.fingerprint());
    if (device.port() == 0 || isAnsweredElsewhere(fingerprint, from)) {
      return;
    }
    // A new process of the same device, at another port, has not heard the last answer.
    if (budget.take(from, fingerprint + ":" + device.port())) {
      Thread.ofVirtual().name("ferry-register").start(() -> run(heard, from, length, back));
    }
  }

  /** Who announces itself over IPv4 and IPv6 at once is answered once, if it can be helped. */
  private boolean isAnsweredElsewhere(String fingerprint, InetAddress from) {
    return from instanceof Inet6Address
        && directory.provedWithin(AnswerBudget.SAME_AGAIN, fingerprint);
  }

  private void run(Announcement heard, InetAddress from, int length, Back back) {
    try {
      if (!meet(heard, from)) {
        datagram(length).ifPresent(back::send);
      }
    } finally {
      budget.done();
    }
  }

  /** Whether the device was reached over HTTP. */
  private boolean meet(Announcement heard, InetAddress from) {
    DeviceInfo device = heard.info();
    boolean plain = device.protocol() == Scheme.HTTP;
    Optional<Fingerprint> expected = device.certificate();
    if (plain ? !plainHttp : expected.isEmpty()) {
      return false;
    }
    Endpoint at = new Endpoint(from.getHostAddress(), device.port(), null, plain);
    try {
      Contact.Met met = contact.ask(at, expected.orElse(null));
      if (!heard.passing()) {
        directory.saw(met.info(), from, met.proven());
      }
      return true;
    } catch (IOException e) {
      LOG.debug("{} announces itself, but cannot be reached: {}", at.shown(), e.toString());
      return false;
    }
  }

  /** An answer for the group that is no longer than {@code most} bytes. */
  Optional<byte[]> datagram(int most) {
    return introduction
        .get()
        .map(info -> new Announcement(info, false, false))
        .flatMap(full ->
            Optional.of(full.bytes())
                .filter(bytes -> bytes.length <= most)
                .or(() ->
                    Optional.of(full.shortest().bytes()).filter(bytes -> bytes.length <= most)));
  }

  @Override
  public void close() {
    contact.close();
  }
}
