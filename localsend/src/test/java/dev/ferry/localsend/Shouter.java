package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device of the loopback network that only speaks to the group and hears it. */
final class Shouter implements Closeable {
  private final MulticastSocket out;
  private final MulticastSocket in;
  private final int port;
  private final List<Announcement> heard = new CopyOnWriteArrayList<>();

  Shouter(int port) {
    this.port = port;
    try {
      NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
      out = socket("127.0.0.9", lo);
      in = new MulticastSocket(null);
      in.setReuseAddress(true);
      in.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      in.bind(new InetSocketAddress(port));
      in.joinGroup(new InetSocketAddress(Group.IPV4.address(), port), lo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::hear);
  }

  static MulticastSocket socket(String from, NetworkInterface over) throws IOException {
    MulticastSocket socket = new MulticastSocket(new InetSocketAddress(from, 0));
    socket.setNetworkInterface(over);
    return socket;
  }

  private void hear() {
    byte[] buffer = new byte[Announcement.MAX_BYTES];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    while (!in.isClosed()) {
      try {
        in.receive(packet);
        heard.add(Announcement.parse(Arrays.copyOf(buffer, packet.getLength())));
      } catch (IOException e) {
        // It is closed, or this was none.
      }
    }
  }

  /** Speaks from 127.0.0.9. */
  void shout(byte[] datagram) {
    try {
      out.send(new DatagramPacket(datagram, datagram.length, Group.IPV4.address(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came from this device, among what was heard. */
  List<Announcement> heardOf(Fingerprint fingerprint) {
    return heard.stream()
        .filter(a -> a.info().certificate().equals(Optional.of(fingerprint)))
        .toList();
  }

  @Override
  public void close() {
    out.close();
    in.close();
  }
}
