package dev.ferry.localsend;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.Endpoint;
import dev.ferry.http.Failures;
import dev.ferry.http.Percent;
import dev.ferry.http.PinnedPeer;
import dev.ferry.http.Streamed;
import dev.ferry.http.WatchedOutput;
import dev.ferry.http.Wire;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * Asks one LocalSend device, held to one fingerprint, unless its address says {@code http://}: then
 * nobody knows who answers. No redirects, no proxies, no request twice. Thread-safe; calls block.
 * Closing it breaks off whatever is under way.
 *
 * <p>Every call throws a {@link TransferException} that says in a sentence what is wrong.
 */
public final class LocalSendClient implements Closeable {
  private static final String JSON = "application/json";
  private static final String KIND = "a LocalSend device";

  /** The longest answer to an offer: a token for each of the most files. */
  private static final int MAX_REPLY = 16 << 20;

  private final Endpoint at;
  private final DeviceInfo self;
  private final Identity identity;
  private final LocalSendTimes times;
  private final PinnedPeer pin;
  private final boolean expected;
  private final Failures failures;
  private final Wire wire;
  private final Set<HttpUriRequestBase> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean brokenOff;

  private LocalSendClient(
      Identity identity,
      DeviceInfo self,
      Endpoint at,
      PinnedPeer pin,
      int uploads,
      LocalSendTimes times) {
    this.at = at;
    this.self = self;
    this.identity = identity;
    this.times = times;
    this.pin = pin;
    this.expected = pin.fingerprint().isPresent();
    this.failures = new Failures(at, pin, KIND);
    this.wire = new Wire(identity, at, pin, uploads, times.wire());
  }

  /**
   * A client that is not connected yet.
   *
   * @param identity who this side shows itself as; 1.18 apps insist on a certificate
   * @param self what it says of itself, with the port where it could be called back
   * @param at where the device is
   * @param expected the fingerprint it must prove, announced or known; null to take the one it
   *     proves first and hold it to that. Means nothing if {@code at} is plain
   * @param uploads how many files may travel at once
   */
  public static LocalSendClient to(
      Identity identity,
      DeviceInfo self,
      Endpoint at,
      @Nullable Fingerprint expected,
      int uploads) {
    return to(identity, self, at, expected, uploads, LocalSendTimes.STANDARD);
  }

  static LocalSendClient to(
      Identity identity,
      DeviceInfo self,
      Endpoint at,
      @Nullable Fingerprint expected,
      int uploads,
      LocalSendTimes times) {
    return new LocalSendClient(identity, self, at, new PinnedPeer(expected), uploads, times);
  }

  /** Where the device is. */
  public Endpoint at() {
    return at;
  }

  /** The fingerprint that it proved, or must prove; empty before the first answer, and if plain. */
  public Optional<Fingerprint> fingerprint() {
    return at.plain() ? Optional.empty() : pin.fingerprint();
  }

  /**
   * Asks who is there: {@code GET info}, of the second version of the protocol or the first. What
   * is answered is not proven, but for the {@link #fingerprint}.
   *
   * @throws TransferException {@link Problem#UNREACHABLE} if nobody answers, {@link
   *     Problem#NOT_FERRY} if it is no LocalSend device, {@link Problem#IDENTITY_CHANGED} if it
   *     proves another fingerprint than expected
   */
  public DeviceInfo ask() throws TransferException {
    Inquiry inquiry = new Inquiry(identity, at, times);
    try {
      return inquiry.info(wire);
    } catch (IOException e) {
      TransferException said = failures.atFirst(e);
      // Who is to prove a key and does not even encrypt is somebody else: no way around that.
      boolean maybePlain = said.problem() == Problem.NOT_FERRY && !expected && !wire.isClosed();
      throw maybePlain && inquiry.speaksPlain() ? inquiry.plain(e) : said;
    }
  }

  /** Asks again who is there, which a device answers at once: to see how long that takes. */
  public void ping() throws TransferException {
    try {
      new Inquiry(identity, at, times).info(wire);
    } catch (IOException e) {
      throw failures.later(e);
    }
  }

  /**
   * Whether {@link #ask} failed because the device does not encrypt. A person may then agree to
   * talk to it in the clear, with a new client for a plain {@link Endpoint}.
   */
  public static boolean isPlain(TransferException failure) {
    return failure.getCause() instanceof PlainHttpException;
  }

  /**
   * Offers files: {@code POST prepare-upload}. Blocks until a person has decided.
   *
   * @param pinCode to be shown, or null
   * @param offered is run once the offer is written
   */
  PrepareAnswer prepare(List<FileInfo> files, @Nullable String pinCode, Runnable offered)
      throws TransferException {
    String query = pinCode == null ? "" : "?pin=" + Percent.encode(pinCode);
    HttpUriRequestBase request =
        request("POST", Paths.V2 + "prepare-upload" + query, times.decision());
    byte[] body = JsonBody.of(new PrepareUpload(self, files)::write);
    try (Answer answer = sent(request, body, times.decision(), offered);
        Alarm.Bell _ = wire.alarm().in(times.wire().silence().multipliedBy(2), request::cancel)) {
      return prepared(answer);
    } catch (IOException e) {
      throw failures.later(e);
    } finally {
      underWay.remove(request);
    }
  }

  private PrepareAnswer prepared(Answer answer) throws IOException {
    return switch (answer.status()) {
      case 200 -> new PrepareAnswer.Session(reply(answer));
      case 204 -> new PrepareAnswer.Nothing();
      case 401 -> new PrepareAnswer.PinWanted();
      case 403 -> new PrepareAnswer.Declined(ErrorMessage.of(answer.bytes()).message());
      case 409 -> new PrepareAnswer.Busy();
      case 429 -> new PrepareAnswer.LockedOut();
      default -> throw refused(answer);
    };
  }

  private static PrepareReply reply(Answer answer) throws IOException {
    byte[] bytes = answer.body().readNBytes(MAX_REPLY + 1);
    if (bytes.length > MAX_REPLY) {
      throw new MalformedException("the answer to an offer is longer than " + MAX_REPLY);
    }
    return PrepareReply.read(StrictJson.parseBody(bytes));
  }

  /**
   * Sends one file: {@code POST upload}, always with Content-Length.
   *
   * @param body writes exactly {@code length} bytes; what it throws is thrown as it is
   */
  UploadAnswer upload(String session, String file, String token, long length, Streamed.Writer body)
      throws IOException {
    HttpUriRequestBase request =
        request(
            "POST",
            Paths.V2
                + "upload?sessionId="
                + Percent.encode(session)
                + "&fileId="
                + Percent.encode(file)
                + "&token="
                + Percent.encode(token),
            times.verdict());
    Streamed streamed = new Streamed(FileInfo.UNKNOWN_TYPE, null, length, body);
    try (Answer answer = sent(request, streamed);
        Alarm.Bell _ = wire.alarm().in(times.wire().silence(), request::cancel)) {
      return uploaded(answer);
    } finally {
      underWay.remove(request);
    }
  }

  private static UploadAnswer uploaded(Answer answer) throws IOException {
    byte[] said = answer.bytes();
    return switch (answer.status()) {
      case 200, 201, 204 -> new UploadAnswer.Taken();
      case 401, 403, 404, 409 -> new UploadAnswer.Gone();
      case 422 -> new UploadAnswer.Differs();
      default -> new UploadAnswer.Refused(answer.status(), ErrorMessage.of(said).message());
    };
  }

  /**
   * Ends a session at the device, or, without one, the question that is pending there: {@code POST
   * cancel}. A courtesy: does not wait long, and says nothing if it fails. Works after {@link
   * #breakOff} too.
   */
  void cancel(@Nullable String session) {
    String query = session == null ? "" : "?sessionId=" + Percent.encode(session);
    HttpUriRequestBase request = request("POST", Paths.V2 + "cancel" + query, times.farewell());
    request.setEntity(new Streamed(JSON, null, 0, out -> {}));
    try (Alarm.Bell _ = wire.alarm().in(times.farewell(), request::cancel);
        Answer answer = wire.sendOnce(request)) {
      answer.finish();
    } catch (IOException e) {
      // It will notice by itself.
    }
  }

  /** Ends all that is under way, and lets nothing begin any more but a {@link #cancel}. */
  void breakOff() {
    brokenOff = true;
    underWay.forEach(HttpUriRequestBase::cancel);
  }

  private HttpUriRequestBase request(String method, String path, Duration wait) {
    return Inquiry.request(at, method, path, wait);
  }

  private Answer sent(HttpUriRequestBase request, byte[] body, Duration wait, Runnable written)
      throws IOException {
    try (Alarm.Bell _ = wire.alarm().in(wait, request::cancel)) {
      return sent(
          request,
          new Streamed(
              JSON,
              null,
              body.length,
              out -> {
                out.write(body);
                out.flush();
                written.run();
              }));
    }
  }

  /** Sends a request whose body the other end must not leave lying for too long. */
  private Answer sent(HttpUriRequestBase request, Streamed body) throws IOException {
    Alarm.Wait step = new Alarm.Wait();
    request.setEntity(body.through(out -> new WatchedOutput(out, step)));
    underWay.add(request);
    if (brokenOff) {
      throw new IOException("broken off");
    }
    try (Alarm.Bell _ = wire.alarm().whenStuck(step, times.wire().silence(), request::cancel)) {
      return wire.sendOnce(request);
    }
  }

  private TransferException refused(Answer answer) throws IOException {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      return new TransferException(
          Problem.NOT_FERRY, at.shown() + " sends us elsewhere, which is not followed.");
    }
    String reason = ErrorMessage.of(answer.bytes()).shown();
    return new TransferException(
        switch (status) {
          case 400 -> Problem.BAD_REQUEST;
          case 503 -> Problem.UNREACHABLE;
          default -> Problem.FAILED;
        },
        at.shown()
            + " answers with an error ("
            + status
            + (reason.isEmpty() ? ")." : "): " + reason));
  }

  /** Says what failures mean. */
  Failures failures() {
    return failures;
  }

  /** Whether it was closed. */
  boolean isClosed() {
    return wire.isClosed();
  }

  @Override
  public void close() {
    wire.close();
  }
}
