package dev.ferry.cli.show;

import dev.ferry.transfer.TransferEvent;

/** Knows how an interrupted transfer goes on. Thread-safe; does not block. */
@FunctionalInterface
public interface GoingOn {
  /**
   * What a person does about it, as half a sentence and fit for the screen; empty if it goes on
   * when the other side comes back.
   */
  String of(TransferEvent.Ended interrupted);

  /** The other sides drive all of them. */
  static GoingOn byOthers() {
    return interrupted -> "";
  }
}
