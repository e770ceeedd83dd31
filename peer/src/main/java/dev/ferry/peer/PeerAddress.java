package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.localsend.LocalSendClient;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is, as a person types it: {@code HOST}, {@code HOST:PORT}, {@code [IPv6]:PORT}, or a
 * link {@code https://HOST:PORT/ferry/v1/shares/ID#FINGERPRINT} that also names a share and pins
 * the peer. {@code http://HOST:PORT} is an app of LocalSend that does not encrypt: only an address
 * that says so is ever talked to in the clear. Immutable.
 *
 * @param host a host name or an IP address, without brackets
 * @param port 1 to 65535
 * @param share the share that a link names, or null
 * @param expected the only fingerprint that may answer, or null if none is demanded
 * @param plain whether it is talked to without encryption; then nobody knows who answers
 */
public record PeerAddress(
    String host, int port, @Nullable String share, @Nullable Fingerprint expected, boolean plain) {
  /** LocalSend's port, and so Ferry's. */
  public static final int DEFAULT_PORT = 53317;

  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[^]\\s]+)?)]|([^:/\\s\\[\\]]+))(?::(\\d{1,5}))?");
  private static final Pattern BARE_V6 =
      Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[^]/\\s]+)?");
  private static final String CLEAR = "http://";
  static final String SHARES = "/ferry/v1/shares/";

  /** Refuses an impossible port. */
  public PeerAddress {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no such port: " + port);
    }
  }

  /** An encrypted one. */
  public PeerAddress(
      String host, int port, @Nullable String share, @Nullable Fingerprint expected) {
    this(host, port, share, expected, false);
  }

  /** The same where only this fingerprint may answer; null for any. */
  public PeerAddress expecting(@Nullable Fingerprint fingerprint) {
    return new PeerAddress(host, port, share, fingerprint, false);
  }

  /** The same host and port, talked to without encryption. */
  public PeerAddress inTheClear() {
    return new PeerAddress(host, port, null, null, true);
  }

  /**
   * Whether a peer could not be talked to because it is an app of LocalSend that does not encrypt.
   * If a person agrees, it can be talked to {@link #inTheClear}.
   */
  public static boolean isOnlyInTheClear(TransferException failure) {
    return LocalSendClient.isPlain(failure);
  }

  /** A host at a port. */
  public PeerAddress(String host, int port) {
    this(host, port, null, null);
  }

  /**
   * Reads what a person typed.
   *
   * @throws TransferException with {@link Problem#USAGE} and a sentence if it is no address
   */
  public static PeerAddress parse(String text) throws TransferException {
    if (text.startsWith("https://")) {
      return parseLink(text);
    }
    if (text.startsWith(CLEAR)) {
      return parse(text.substring(CLEAR.length()).replaceFirst("/$", "")).inTheClear();
    }
    if (BARE_V6.matcher(text).matches()) {
      return new PeerAddress(text, DEFAULT_PORT);
    }
    Matcher matcher = HOST_PORT.matcher(text);
    if (!matcher.matches()) {
      throw notAnAddress(text);
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    String port = matcher.group(3);
    try {
      return new PeerAddress(host, port == null ? DEFAULT_PORT : Integer.parseInt(port));
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text);
    }
  }

  private static PeerAddress parseLink(String text) throws TransferException {
    try {
      URI uri = new URI(text);
      String path = uri.getPath();
      if (uri.getHost() == null || path == null || !path.startsWith(SHARES)) {
        throw notAnAddress(text);
      }
      String share = path.substring(SHARES.length()).replaceAll("/.*", "");
      String fragment = uri.getFragment();
      return new PeerAddress(
          uri.getHost().replaceAll("[\\[\\]]", ""),
          uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
          share,
          fragment == null || fragment.isEmpty() ? null : new Fingerprint(fragment));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw notAnAddress(text);
    }
  }

  /** Whether an address has a port of its own: then somebody can be called there. */
  static boolean namesPort(String text) {
    Matcher matcher = HOST_PORT.matcher(text);
    return matcher.matches() && matcher.group(3) != null;
  }

  private static TransferException notAnAddress(String text) {
    return new TransferException(
        Problem.USAGE,
        "not an address of a peer: \""
            + text
            + "\"; write HOST, HOST:PORT or [IPv6]:PORT, port 1 to 65535");
  }

  /** As a person would type it, a link if it names a share. */
  public String typed() {
    if (share == null) {
      return toString();
    }
    String key = expected == null ? "" : "#" + expected.hex();
    return "https://" + this + SHARES + share + key;
  }

  /** As a person would type it. */
  @Override
  public String toString() {
    String at = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    return plain ? CLEAR + at : at;
  }
}
