package dev.ferry.peer;

import dev.ferry.localsend.LocalSendClient;
import dev.ferry.transfer.TransferException;

/** Tells devices that do not encrypt from other trouble. */
public final class Unencrypted {
  private Unencrypted() {}

  /**
   * Whether a peer could not be talked to because it is an app of LocalSend that does not encrypt.
   * If a person agrees, it can be talked to at {@link PeerAddress#inTheClear}.
   */
  public static boolean is(TransferException failure) {
    return LocalSendClient.isPlain(failure);
  }
}
