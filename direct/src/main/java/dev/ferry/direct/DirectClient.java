package dev.ferry.direct;

import dev.ferry.http.Answer;
import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.http.Failures;
import dev.ferry.http.Percent;
import dev.ferry.http.PinnedPeer;
import dev.ferry.http.ProblemStatus;
import dev.ferry.http.Wire;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.ShareInfo;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * The client half of docs/protocol.md: talks to one peer, held to one fingerprint. Thread-safe;
 * calls block. Closing it breaks off whatever is under way, and that is how to cancel.
 *
 * <p>Every call throws a {@link TransferException} that says in a sentence what is wrong.
 */
public final class DirectClient implements Closeable {
  /** The version of the protocol that is spoken. */
  public static final int VERSION = Protocol.VERSION;

  private final Endpoint at;
  private final String alias;
  private final Wire wire;
  private final Failures failures;
  private final PinnedPeer pin;
  private volatile @Nullable PeerInfo info;

  private DirectClient(
      Endpoint at,
      String alias,
      Identity identity,
      PinnedPeer pin,
      int connections,
      ClientTimes times) {
    this.at = at;
    this.alias = alias;
    this.pin = pin;
    this.failures = new Failures(at, pin);
    this.wire = new Wire(identity, at, pin, connections, times);
  }

  /**
   * A client that is not connected yet; only {@link #connect} may be called, and {@link #close}.
   *
   * @param identity who this side shows itself as
   * @param alias what it calls itself
   * @param at where the peer is; not plain
   * @param expected the fingerprint it must prove; null to take the one it proves first and hold it
   *     to that
   * @param connections how many payload streams there may be at once
   */
  public static DirectClient to(
      Identity identity,
      String alias,
      Endpoint at,
      @Nullable Fingerprint expected,
      int connections) {
    return to(identity, alias, at, expected, connections, ClientTimes.STANDARD);
  }

  static DirectClient to(
      Identity identity,
      String alias,
      Endpoint at,
      @Nullable Fingerprint expected,
      int connections,
      ClientTimes times) {
    if (at.plain()) {
      throw new IllegalArgumentException("Ferry's protocol is never spoken without TLS");
    }
    return new DirectClient(at, alias, identity, new PinnedPeer(expected), connections, times);
  }

  /**
   * Connects and asks who is there; if nobody is, this is closed.
   *
   * @throws TransferException {@link Problem#UNREACHABLE} if nobody answers, {@link
   *     Problem#NOT_FERRY} if it is no Ferry or of another version, {@link
   *     Problem#IDENTITY_CHANGED} if it proves another fingerprint than expected
   */
  public PeerInfo connect() throws TransferException {
    try {
      String answered = ask(wire).alias();
      PeerInfo found = new PeerInfo(answered, pin.fingerprint().orElseThrow());
      info = found;
      return found;
    } catch (IOException e) {
      wire.close();
      throw failures.atFirst(e);
    }
  }

  private static InfoJson ask(Wire wire) throws IOException {
    try (Answer answer = wire.send(Wire.request("GET", Protocol.INFO))) {
      if (answer.status() != 200 || !answer.is(Protocol.JSON)) {
        throw new MalformedException("status " + answer.status() + " to the question who it is");
      }
      InfoJson info = InfoJson.read(StrictJson.parseBody(answer.bytes()));
      answer.finish();
      return info;
    }
  }

  /** Where the peer is. */
  public Endpoint at() {
    return at;
  }

  /** Who answered; only once connected. */
  public PeerInfo info() {
    return Objects.requireNonNull(info);
  }

  /**
   * The shares that this side may see.
   *
   * @param pin the PIN for those that have one, or null
   */
  public List<ShareInfo> shares(@Nullable String pin) throws TransferException {
    try (Answer answer = ok(withPin(request("GET", "shares"), pin))) {
      return ShareLines.read(new LineReader(answer.body()));
    } catch (IOException e) {
      throw failures.later(e);
    }
  }

  /**
   * Gives the entries of a share to {@code sink}, in order.
   *
   * @param share its id
   * @param below only the entry at this path and those below it; null for all
   * @param pin its PIN, or null
   */
  public void list(String share, @Nullable RelativePath below, @Nullable String pin, EntrySink sink)
      throws IOException {
    String query = below == null ? "" : "?below=" + Percent.encode(below.toString());
    try (Answer answer =
        ok(withPin(request("GET", "shares/" + Percent.encode(share) + query), pin))) {
      EntryReader entries = new EntryReader(new LineReader(answer.body()));
      for (Entry entry = next(entries); entry != null; entry = next(entries)) {
        checkAsked(entry, below);
        sink.accept(entry);
      }
    }
  }

  private void checkAsked(Entry entry, @Nullable RelativePath below) throws TransferException {
    if (below != null && !entry.path().equals(below) && !entry.path().isUnder(below)) {
      throw failures.later(new MalformedException("it lists what it was not asked for"));
    }
  }

  private @Nullable Entry next(EntryReader entries) throws TransferException {
    try {
      return entries.next();
    } catch (IOException e) {
      throw failures.later(e);
    }
  }

  /**
   * Ends a transfer that this side offered, at the receiver too; nothing happens if it is not known
   * there.
   */
  public void cancel(TransferId id) throws TransferException {
    try (Answer answer = wire.send(request("DELETE", "transfers/" + id.text()))) {
      if (answer.status() != 204 && answer.status() != 404) {
        throw refusal(answer);
      }
    } catch (IOException e) {
      throw failures.later(e);
    }
  }

  /** Asks again who is there, which the peer answers at once: to see how long that takes. */
  public void ping() throws TransferException {
    try {
      ask(wire);
    } catch (IOException e) {
      throw failures.later(e);
    }
  }

  /** A request to this peer, with the alias of this side. */
  HttpUriRequestBase request(String method, String path) {
    HttpUriRequestBase request = Wire.request(method, Protocol.ROOT + path);
    request.setHeader(Protocol.ALIAS_HEADER, Percent.encode(alias));
    return request;
  }

  static HttpUriRequestBase withPin(HttpUriRequestBase request, @Nullable String pin) {
    if (pin != null) {
      request.setHeader(Protocol.PIN_HEADER, pin);
    }
    return request;
  }

  /** Sends a request whose answer must be 200 to 206; everything else is thrown. */
  Answer ok(HttpUriRequestBase request) throws TransferException {
    try {
      Answer answer = wire.send(request);
      if (answer.status() >= 200 && answer.status() <= 206) {
        return answer;
      }
      try (answer) {
        throw refusal(answer);
      }
    } catch (IOException e) {
      throw failures.later(e);
    }
  }

  private static TransferException refusal(Answer answer) throws IOException {
    return answer.is(Protocol.PROBLEM_JSON)
        ? ProblemJson.read(StrictJson.parseBody(answer.bytes())).toException()
        : new ProblemJson(ProblemStatus.toProblem(answer.status()), answer.status(), "")
            .toException();
  }

  /** What this side calls itself. */
  String alias() {
    return alias;
  }

  /** Says what failures mean. */
  Failures failures() {
    return failures;
  }

  /** The wire itself. */
  Wire wire() {
    return wire;
  }

  @Override
  public void close() {
    wire.close();
  }
}
