package dev.ferry.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One multicast group on one interface: hears it on a virtual thread of its own and speaks to it.
 * The port is shared with every other program of the machine that shares it. Thread-safe.
 */
final class GroupSocket implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupSocket.class);

  private final Link link;
  private final Group kind;
  private final InetSocketAddress group;
  private final DatagramChannel channel;

  /** Takes what was heard. */
  @FunctionalInterface
  interface Ear {
    /**
     * A datagram came.
     *
     * @param on what it came over; an answer to the group goes the same way
     * @param from whoever the packet says it is from
     */
    void heard(GroupSocket on, InetAddress from, byte[] datagram);
  }

  private GroupSocket(Link link, Group kind, int port, DatagramChannel channel) {
    this.link = link;
    this.kind = kind;
    this.group = new InetSocketAddress(kind.address(), port);
    this.channel = channel;
  }

  /**
   * Joins a group and begins to listen.
   *
   * @throws IOException if the interface cannot, or another program keeps the port for itself
   */
  static GroupSocket join(Link link, Group group, int port, Ear ear) throws IOException {
    NetworkInterface nif = NetworkInterface.getByIndex(link.index());
    if (nif == null) {
      throw new SocketException("the interface is gone");
    }
    DatagramChannel channel = DatagramChannel.open(group.family());
    try {
      share(channel, StandardSocketOptions.SO_REUSEADDR);
      share(channel, StandardSocketOptions.SO_REUSEPORT);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, nif);
      channel.bind(new InetSocketAddress(port));
      channel.join(group.address(), nif);
    } catch (IOException e) {
      channel.close();
      throw e;
    } catch (RuntimeException e) {
      channel.close();
      throw new IOException("the interface does not take part in multicast", e);
    }
    GroupSocket socket = new GroupSocket(link, group, port, channel);
    Thread.ofVirtual().name("ferry-group-" + link.name()).start(() -> socket.listen(ear));
    return socket;
  }

  private static void share(DatagramChannel channel, SocketOption<Boolean> option)
      throws IOException {
    if (channel.supportedOptions().contains(option)) {
      channel.setOption(option, true);
    }
  }

  private void listen(Ear ear) {
    ByteBuffer buffer = ByteBuffer.allocate(Announcement.MAX_BYTES + 1);
    try (channel) {
      while (true) {
        buffer.clear();
        // A socket of IPv6 may hear the other sockets' groups of IPv4 too.
        if (channel.receive(buffer) instanceof InetSocketAddress from
            && kind.kind().isInstance(from.getAddress())) {
          byte[] datagram = new byte[buffer.flip().remaining()];
          buffer.get(datagram);
          ear.heard(this, from.getAddress(), datagram);
        }
      }
    } catch (ClosedChannelException e) {
      LOG.debug("no longer listening on {}", link.name());
    } catch (IOException e) {
      LOG.debug("{} is not heard any more", link.name(), e);
    } catch (RuntimeException e) {
      LOG.error("listening on {} failed", link.name(), e);
    }
  }

  /** Sends to the group. What cannot be sent is lost, as datagrams are. */
  void send(byte[] datagram) {
    try {
      trySending(datagram);
    } catch (IOException e) {
      LOG.debug("cannot announce on {}", link.name(), e);
    }
  }

  /**
   * The same, for whoever wants to know.
   *
   * @throws IOException if the system refuses it: there is no way there, or a firewall forbids it
   */
  void trySending(byte[] datagram) throws IOException {
    channel.send(ByteBuffer.wrap(datagram), group);
  }

  /** What it is on. */
  Link link() {
    return link;
  }

  /** Whether it still hears. */
  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing the socket of {} failed", link.name(), e);
    }
  }
}
