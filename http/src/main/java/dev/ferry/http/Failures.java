package dev.ferry.http;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.UnexpectedPeerException;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.jspecify.annotations.Nullable;

/** What a failed request means, in a sentence for a person. */
public final class Failures {
  private static final int DEEPEST = 16;

  /** What Linux and macOS say where Java has no exception of its own: nothing has left. */
  private static final Set<String> NO_WAY =
      Set.of(
          "Network is unreachable",
          "Network is down",
          "Host is down",
          "Permission denied",
          "Operation not permitted",
          "Cannot assign requested address",
          "Can't assign requested address");

  private final Endpoint at;
  private final PinnedPeer pin;
  private final String kind;

  /**
   * Sentences about the Ferry at {@code at}.
   *
   * @param pin what it is held to
   */
  public Failures(Endpoint at, PinnedPeer pin) {
    this(at, pin, "a Ferry");
  }

  /** As the other constructor; {@code kind} is what should be there, with its article. */
  public Failures(Endpoint at, PinnedPeer pin, String kind) {
    this.at = at;
    this.pin = pin;
    this.kind = kind;
  }

  /**
   * What a failure means before the peer has answered for the first time: it need not be what it
   * should be at all.
   */
  public TransferException atFirst(IOException failure) {
    if (failure instanceof TransferException known) {
      return known;
    }
    Optional<TransferException> nobody = identity(failure).or(() -> nobody(failure));
    if (nobody.isPresent()) {
      return nobody.get();
    }
    String what =
        switch (failure) {
          case MalformedException e ->
              "its answer is not one of " + kind + " (" + e.getMessage() + ")";
          case SocketTimeoutException _, SilentPeerException _ -> "it does not answer in time";
          case SSLException _ when causedBy(failure, CertificateException.class) ->
              "its certificate is not one of " + kind;
          case SSLException _ -> "it does not speak TLS 1.3 as " + kind + " does";
          default -> "it hangs up instead of answering";
        };
    return new TransferException(
        Problem.NOT_FERRY,
        "something listens at " + at.shown() + ", but " + what + "; check address and port",
        failure);
  }

  /** What a failure means once the peer has shown what it is: the connection is lost. */
  public TransferException later(IOException failure) {
    if (failure instanceof TransferException known) {
      return known;
    }
    if (failure instanceof MalformedException) {
      return new TransferException(
          Problem.NOT_FERRY, at.shown() + " breaks the protocol: " + failure.getMessage(), failure);
    }
    return identity(failure)
        .or(() -> nobody(failure))
        .orElseGet(() ->
            new TransferException(
                Problem.UNREACHABLE, "the connection to " + at.shown() + " is lost", failure));
  }

  private Optional<TransferException> identity(IOException failure) {
    return UnexpectedPeerException.in(failure)
        .map(other ->
            new TransferException(
                Problem.IDENTITY_CHANGED,
                "at "
                    + at.shown()
                    + " answers a peer with another key than expected: "
                    + other.seen()
                    + " is there, "
                    + pin.fingerprint().map(Fingerprint::toString).orElse("?")
                    + " should be; somebody may be in between. If the peer was set up anew, forget the"
                    + " old one first, or ask for a new link",
                failure));
  }

  private Optional<TransferException> nobody(IOException failure) {
    String why =
        switch (failure) {
          case UnknownHostException _ ->
              "no address is known for \"" + at.host() + "\"; check the name";
          case ConnectTimeoutException _ ->
              at.shown() + " does not answer; is the machine on, and on this network?";
          case HttpHostConnectException _, ConnectException _ ->
              "nothing listens at " + at.shown() + "; is " + kind + " receiving there?";
          case NoRouteToHostException _ -> noWay();
          case SocketException e when NO_WAY.contains(e.getMessage()) -> noWay();
          default -> "";
        };
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(new TransferException(Problem.UNREACHABLE, why, failure));
  }

  private String noWay() {
    return "there is no way to " + at.shown() + " from here; is this machine in that network?";
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
