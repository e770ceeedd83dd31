package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.identity.Identity;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that takes part in discovery, for tests in network namespaces: prints who comes and
 * goes, takes "scan", "interfaces" and "shout ALIAS ADDRESS" on standard input.
 */
final class LanMember {
  private LanMember() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    Identity self = Identity.generate();
    AtomicReference<Directory> directory = new AtomicReference<>();
    DeviceInfo[] info = new DeviceInfo[1];
    try (FakeDevice server =
        new FakeDevice(
            InetAddress.ofLiteral("::"),
            words.length > 1 ? Integer.parseInt(words[1]) : 0,
            self,
            asked -> answer(asked, info[0], directory))) {
      info[0] =
          DeviceInfo.ferry(
              words[0],
              DeviceType.HEADLESS,
              self.fingerprint(),
              server.port(),
              Scheme.HTTPS,
              false,
              1);
      try (Discovery discovery =
          Discovery.open(DiscoveryOptions.receiving(), self, () -> info[0])) {
        directory.set(discovery.directory());
        System.out.println("ready " + discovery.interfaces());
        try (Directory.Watch _ = discovery.watch(new Printer())) {
          obey(discovery);
        }
      }
    }
  }

  private static void obey(Discovery discovery) throws IOException, InterruptedException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "scan" -> System.out.println("scanned: " + discovery.scan());
        case "interfaces" -> System.out.println("interfaces: " + discovery.interfaces());
        case "shout" -> shout(words[1], words[2]);
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static String answer(
      FakeDevice.Asked asked, DeviceInfo self, AtomicReference<Directory> directory) {
    try {
      DeviceInfo said = DeviceInfo.read(StrictJson.parseBody(asked.body().getBytes(UTF_8)));
      directory.get().registered(said, asked.from(), asked.client());
      return "200 " + new String(JsonBody.of(self.withoutOrigin()::write), UTF_8);
    } catch (MalformedException e) {
      return "400 {}";
    }
  }

  /** Announces another device, from an own address of whatever subnet. */
  private static void shout(String alias, String from) throws IOException {
    DeviceInfo other =
        DeviceInfo.ferry(
            alias, DeviceType.MOBILE, Identity.generate().fingerprint(), 1, Scheme.HTTPS, false, 0);
    byte[] datagram = new Announcement(other, false, false).bytes();
    try (MulticastSocket socket = Shouter.socket(from, NetworkInterface.getByName("eth0"))) {
      socket.send(
          new DatagramPacket(
              datagram, datagram.length, Group.IPV4.address(), DiscoveryOptions.PORT));
    }
    System.out.println("shouted " + alias);
  }

  /** One line for each event. */
  private static final class Printer implements DeviceListener {
    @Override
    public void seen(Device device) {
      print("+", device);
    }

    @Override
    public void changed(Device before, Device after) {
      print("~", after);
    }

    @Override
    public void gone(Device device) {
      print("-", device);
    }

    private static void print(String what, Device device) {
      System.out.println(
          what
              + " "
              + device.alias()
              + " at "
              + device.address().getHostAddress()
              + (device.proven() ? " proven" : ""));
    }
  }
}
