package dev.ferry.transfer;

/**
 * Watches transfers. Called on the threads that move the bytes, several at once: must be quick and
 * must not throw.
 */
@FunctionalInterface
public interface TransferListener {
  /** Hears of {@code event}. */
  void on(TransferEvent event);

  /** Hears nothing. */
  static TransferListener none() {
    return event -> {};
  }
}
