package dev.ferry.cli;

import dev.ferry.peer.TransportOptions;
import dev.ferry.transfer.TransferException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that reach out to a peer. */
final class TransportFlags {
  @Option(
      names = "--connections",
      paramLabel = "N",
      order = 50,
      description = "Parallel connections, 1 to 16; 2 unless said.")
  private int connections = TransportOptions.standard().connections();

  @Option(
      names = "--limit",
      paramLabel = "RATE",
      converter = Quantity.Rate.class,
      order = 51,
      description = "The most bytes a second, such as 20MB/s or 100Mbit/s.")
  private long limit;

  @Option(
      names = "--address",
      paramLabel = "IP",
      converter = OptionValues.Address.class,
      order = 52,
      description = "Which of this machine's addresses to use.")
  private @Nullable InetAddress address;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = Quantity.Span.class,
      order = 53,
      description = "How long to wait for a peer that is gone: 30s, 10m (the default), forever.")
  private @Nullable Duration patience;

  /** Of several at once, none is waited for longer unless it is said. */
  private static final Duration PATIENCE_WITH_SEVERAL = Duration.ofMinutes(1);

  /** Bytes a second, 0 for no limit. */
  long limit() {
    return limit;
  }

  /** What was asked for. */
  TransportOptions options() throws TransferException {
    if (connections < 1 || connections > TransportOptions.MAX_CONNECTIONS) {
      throw Ending.usage("--connections is 1 to " + TransportOptions.MAX_CONNECTIONS);
    }
    Duration usual = TransportOptions.standard().patience();
    return new TransportOptions(connections, limit, address, patience == null ? usual : patience);
  }

  /**
   * The same for each of several at once: they share the limit, and none is waited for for long.
   */
  TransportOptions sharedBy(int several) throws TransferException {
    TransportOptions alone = options();
    return new TransportOptions(
        alone.connections(),
        limit == 0 ? 0 : Math.max(1, limit / several),
        address,
        patience == null ? PATIENCE_WITH_SEVERAL : patience);
  }
}
