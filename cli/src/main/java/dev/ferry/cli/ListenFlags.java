package dev.ferry.cli;

import dev.ferry.peer.ListenOptions;
import dev.ferry.transfer.TransferException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that listen. */
final class ListenFlags {
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      order = 50,
      description = "Exactly this port, 0 for any free one; unless said 53317, or a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--address",
      paramLabel = "IP",
      converter = OptionValues.Address.class,
      order = 51,
      description = "Listen on this address of this machine only.")
  private @Nullable InetAddress address;

  @Option(
      names = "--limit",
      paramLabel = "RATE",
      converter = Quantity.Rate.class,
      order = 52,
      description = "The most bytes a second over all transfers, such as 20MB/s.")
  private long limit;

  @Option(
      names = "--http",
      order = 53,
      description = "Also let apps of LocalSend in that have switched encryption off.")
  private boolean http;

  @Option(
      names = "--no-announce",
      order = 54,
      description = "Do not tell others in this network that this peer is here.")
  private boolean hidden;

  /** Where to listen; {@code usual} is where, if nothing else is said. */
  ListenOptions options(ListenOptions usual) throws TransferException {
    return place(usual).on(address).withPlainHttp(http).withAnnounce(!hidden);
  }

  private ListenOptions place(ListenOptions usual) throws TransferException {
    if (port == null) {
      return usual;
    }
    if (port < 0 || port > LAST_PORT) {
      throw Ending.usage("--port is 0 to " + LAST_PORT);
    }
    return ListenOptions.port(port);
  }

  /** Bytes a second, 0 for no limit. */
  long limit() {
    return limit;
  }
}
