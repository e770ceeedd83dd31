package dev.ferry.localsend;

import dev.ferry.identity.Fingerprint;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in which this side sends, by the ids that the devices gave them: a device that
 * cancels one says so to this side's server. Thread-safe.
 */
public final class OpenPushes {
  private final Map<String, LocalSendPush> pushes = new ConcurrentHashMap<>();

  void add(String session, LocalSendPush push) {
    pushes.put(session, push);
  }

  void remove(String session, LocalSendPush push) {
    pushes.remove(session, push);
  }

  /**
   * Ends the push of a session, if it is the device at its other end that says so.
   *
   * @param session as the caller names it
   * @param proven the fingerprint that the caller proved; null if it showed no certificate
   * @param from its address
   * @return whether there was one
   */
  public boolean cancel(String session, @Nullable Fingerprint proven, InetAddress from) {
    LocalSendPush push = pushes.get(session);
    if (push == null || !push.isWith(proven, from)) {
      return false;
    }
    push.cancelledByReceiver();
    return true;
  }
}
