package dev.ferry.peer;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hides a handler from requests that came without TLS, as if it were not there. The connection
 * decides: what scheme a request claims in its first line means nothing. Thread-safe.
 */
final class EncryptedOnly extends Handler.Wrapper {
  EncryptedOnly(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData() != null
        && super.handle(request, response, callback);
  }
}
