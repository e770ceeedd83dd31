package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Endpoint;
import dev.ferry.http.Percent;
import dev.ferry.identity.Fingerprint;
import dev.ferry.json.StrictJson;
import dev.ferry.testkit.ThrowawayIdentity;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Receives as the official apps do, over real sockets: one slot, tokens of one session, a token
 * that is refused after a short body. What the versions differ in is in {@link Version}.
 */
final class AppDouble implements AutoCloseable {
  static final ThrowawayIdentity IDENTITY = ThrowawayIdentity.make();

  /** The apps that are out there. */
  enum Version {
    V1_17,
    V1_18
  }

  /** What it does with an upload. */
  sealed interface Action {
    /** Takes it as the apps do. */
    record Take() implements Action {}

    /** Breaks the connection after so many bytes of the body. */
    record Cut(long bytes) implements Action {}

    /** Reads the body and answers with a status. */
    record Say(int status) implements Action {}

    /** Answers with a status at once, and reads on until the sender stops. */
    record SayEarly(int status) implements Action {}

    /** Runs something in the middle of the body, and goes on. */
    record Midway(Runnable step) implements Action {}

    /** Flips a bit of what came. */
    record Corrupt() implements Action {}
  }

  private final Version version;
  private final Path folder;
  private final boolean plain;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  volatile Function<PrepareUpload, @Nullable Set<String>> decision = AppDouble::everything;
  volatile BiFunction<String, Integer, Action> uploads = (name, attempt) -> new Action.Take();
  volatile int busyFor;
  volatile @Nullable String pin;
  volatile @Nullable String prepareInstead;
  volatile @Nullable String infoInstead;

  private int wrongPins;
  private @Nullable String session;
  private final Map<String, FileInfo> files = new LinkedHashMap<>();
  private final Map<String, String> tokens = new HashMap<>();

  private AppDouble(Version version, Path folder, boolean plain, int port) throws IOException {
    this.version = version;
    this.folder = Files.createDirectories(folder);
    this.plain = plain;
    InetAddress here = InetAddress.getLoopbackAddress();
    if (plain) {
      server = new ServerSocket(port, 50, here);
    } else {
      SSLServerSocket secure =
          (SSLServerSocket)
              IDENTITY.context().getServerSocketFactory().createServerSocket(port, 50, here);
      secure.setNeedClientAuth(version == Version.V1_18);
      server = secure;
    }
    Thread.ofVirtual().name("app-double").start(this::accept);
  }

  static AppDouble open(Version version, Path folder) throws IOException {
    return new AppDouble(version, folder, false, 0);
  }

  static AppDouble openPlain(Version version, Path folder) throws IOException {
    return new AppDouble(version, folder, true, 0);
  }

  Endpoint at() {
    return new Endpoint("127.0.0.1", server.getLocalPort(), null, plain);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  Fingerprint fingerprint() {
    return new Fingerprint(IDENTITY.fingerprint());
  }

  Path folder() {
    return folder;
  }

  /** Method and path, without the query, of each request so far. */
  List<String> requests() {
    return requests.stream().map(line -> line.replaceAll("\\?.*", "")).toList();
  }

  long count(String path) {
    return requests().stream().filter(("POST /api/localsend/v2/" + path)::equals).count();
  }

  List<String> fullRequests() {
    return requests;
  }

  /** The bodies of the offers so far. */
  List<String> offers() {
    return bodies;
  }

  List<Throwable> failures() {
    return failures;
  }

  synchronized @Nullable String session() {
    return session;
  }

  /** Its person presses cancel: no token counts any more. */
  synchronized void dropSession() {
    session = null;
    files.clear();
    tokens.clear();
  }

  /** All names that it takes. */
  static Set<String> everything(PrepareUpload offer) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    offer.files().forEach(file -> ids.add(file.id()));
    return ids;
  }

  /** Takes only the files with these names. */
  static Function<PrepareUpload, @Nullable Set<String>> only(String... names) {
    return offer -> {
      Set<String> ids = ConcurrentHashMap.newKeySet();
      offer.files().stream()
          .filter(file -> List.of(names).contains(file.fileName()))
          .forEach(file -> ids.add(file.id()));
      return ids;
    };
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // Closed, or a client that did not shake hands.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(20_000);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      while (true) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        if (!answer(head, in, socket)) {
          return;
        }
      }
    } catch (IOException e) {
      // The other end is gone.
    } catch (Throwable e) {
      failures.add(e);
    } finally {
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.append((char) b);
    }
    return head.toString();
  }

  /** False if the connection must end. */
  private boolean answer(String head, InputStream in, Socket socket) throws Exception {
    String[] line = head.split(" ", 3);
    requests.add(line[0] + " " + line[1]);
    String path = line[1].replaceAll("\\?.*", "");
    Map<String, String> query = query(line[1]);
    long length = length(head);
    OutputStream out = socket.getOutputStream();
    switch (line[0] + " " + path) {
      case "GET /api/localsend/v2/info", "GET /api/localsend/v1/info" ->
          say(out, 200, infoInstead == null ? info() : infoInstead);
      case "POST /api/localsend/v2/prepare-upload" -> {
        byte[] body = in.readNBytes((int) length);
        bodies.add(new String(body, UTF_8));
        prepare(body, query, out);
      }
      case "POST /api/localsend/v2/upload" -> {
        return upload(query, length, in, out);
      }
      case "POST /api/localsend/v2/cancel" -> {
        in.readNBytes((int) length);
        say(out, cancel(query.get("sessionId")), "");
      }
      default -> {
        in.readNBytes((int) Math.max(0, length));
        say(out, 404, "");
      }
    }
    return true;
  }

  String info() {
    return "{\"alias\":\"Phone\",\"version\":\"2.1\",\"deviceModel\":\"Pixel\",\"deviceType\":"
        + "\"mobile\",\"fingerprint\":\""
        + IDENTITY.fingerprint().toUpperCase(java.util.Locale.ROOT)
        + "\",\"download\":false,\"new\":{\"x\":[1]}}";
  }

  private void prepare(byte[] body, Map<String, String> query, OutputStream out)
      throws IOException {
    String instead = prepareInstead;
    if (instead != null) {
      out.write(instead.getBytes(UTF_8));
      out.flush();
      return;
    }
    PrepareUpload offer = PrepareUpload.read(StrictJson.parseBody(body));
    int refusal = refusal(query.get("pin"));
    if (refusal > 0) {
      say(out, refusal, "{\"message\":\"no\"}");
      return;
    }
    Set<String> wanted = decision.apply(offer);
    boolean message = offer.files().size() == 1 && offer.files().getFirst().message() != null;
    if (wanted == null) {
      say(out, 403, "{\"message\":\"Rejected\\u001b\"}");
    } else if (wanted.isEmpty() || message) {
      say(out, 204, "");
    } else {
      say(out, 200, agree(offer, wanted));
    }
  }

  private synchronized int refusal(@Nullable String shown) {
    if (busyFor > 0 || session != null) {
      busyFor--;
      return 409;
    }
    if (pin == null || pin.equals(shown)) {
      return 0;
    }
    if (wrongPins >= 3) {
      return 429;
    }
    wrongPins += shown == null ? 0 : 1;
    return 401;
  }

  private synchronized String agree(PrepareUpload offer, Set<String> wanted) {
    session = UUID.randomUUID().toString();
    for (FileInfo file : offer.files()) {
      if (wanted.contains(file.id())) {
        files.put(file.id(), file);
        tokens.put(file.id(), UUID.randomUUID().toString());
      }
    }
    return new String(JsonBody.of(new PrepareReply(session, tokens)::write), UTF_8);
  }

  private boolean upload(Map<String, String> query, long length, InputStream in, OutputStream out)
      throws Exception {
    FileInfo file = fileOf(query);
    if (length < 0) {
      throw new AssertionError("an upload without Content-Length");
    }
    if (file == null) {
      int status = session() == null && version == Version.V1_17 ? 409 : 403;
      return sayEarly(status, in, out);
    }
    Action action = uploads.apply(file.fileName(), attempt(file.fileName()));
    long until = action instanceof Action.Cut cut ? Math.min(cut.bytes(), length) : length;
    if (action instanceof Action.SayEarly early) {
      return sayEarly(early.status(), in, out);
    }
    byte[] content = receive(in, until, action);
    if (content.length < length) {
      settle(file.id());
      return false;
    }
    say(out, verdict(file, content, action), "");
    return true;
  }

  private static boolean sayEarly(int status, InputStream in, OutputStream out) throws IOException {
    say(out, status, "{\"message\":\"no\"}");
    in.skipNBytes(1 << 30);
    return false;
  }

  private static byte[] receive(InputStream in, long until, Action action) throws IOException {
    if (action instanceof Action.Midway midway) {
      byte[] first = in.readNBytes((int) until / 2);
      midway.step().run();
      byte[] rest = in.readNBytes((int) until - first.length);
      byte[] all = java.util.Arrays.copyOf(first, first.length + rest.length);
      System.arraycopy(rest, 0, all, first.length, rest.length);
      return all;
    }
    return in.readNBytes((int) until);
  }

  private int verdict(FileInfo file, byte[] content, Action action) throws Exception {
    if (action instanceof Action.Say say) {
      return say.status();
    }
    if (action instanceof Action.Corrupt && content.length > 0) {
      content[0] ^= 1;
    }
    String promised = file.sha256();
    if (promised != null && version == Version.V1_18 && !promised.equals(sha256(content))) {
      return 422;
    }
    Path to = folder.resolve(file.fileName());
    Files.createDirectories(to.getParent());
    Files.write(to, content);
    settle(file.id());
    return 200;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized int attempt(String name) {
    return attempts.merge(name, 1, Integer::sum);
  }

  /** The file that session and token of an upload belong to. */
  private synchronized @Nullable FileInfo fileOf(Map<String, String> query) {
    String id = query.getOrDefault("fileId", "");
    boolean known =
        query.getOrDefault("sessionId", "").equals(session)
            && query.getOrDefault("token", "").equals(tokens.get(id));
    return known ? files.get(id) : null;
  }

  /** Finished or failed: the token is spent, and with the last one the session ends. */
  private synchronized void settle(String id) {
    tokens.remove(id);
    files.remove(id);
    if (files.isEmpty()) {
      session = null;
    }
  }

  private synchronized int cancel(@Nullable String id) {
    if (id != null && id.equals(session)) {
      dropSession();
      return 200;
    }
    return version == Version.V1_18 ? 200 : 403;
  }

  private static Map<String, String> query(String target) throws IOException {
    Map<String, String> query = new HashMap<>();
    int mark = target.indexOf('?');
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], Percent.decode(parts[1]));
      }
    }
    return query;
  }

  private static long length(String head) {
    for (String line : head.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Long.parseLong(line.substring(15).strip());
      }
    }
    return head.startsWith("GET ") ? 0 : -1;
  }

  private static void say(OutputStream out, int status, String body) throws IOException {
    String length = status == 204 ? "" : "Content-Length: " + body.getBytes(UTF_8).length + "\r\n";
    out.write(
        ("HTTP/1.1 "
                + status
                + " Said\r\nContent-Type: application/json\r\n"
                + length
                + "\r\n"
                + body)
            .getBytes(UTF_8));
    out.flush();
  }

  /** Ends all connections, and takes no new ones. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
