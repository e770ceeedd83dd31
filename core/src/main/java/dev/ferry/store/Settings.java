package dev.ferry.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one settings file of a home, made to be edited by hand: lines of {@code key = value}, and
 * {@code #} before a remark. Values are taken as they stand, backslashes included. Lines this
 * version does not know are kept. Immutable and thread-safe.
 */
public final class Settings {
  /** The file in the home. */
  public static final String FILE = "settings.conf";

  /** What this peer calls itself: the host's name if it is not set. */
  public static final String ALIAS = "alias";

  /** Where received files land: {@code ~/Downloads/Ferry} if it is not set. */
  public static final String INBOX = "inbox";

  /** The port to listen on: 53317, LocalSend's, if it is not set. 0 takes any free one. */
  public static final String PORT = "port";

  /** Who is let in without a question: ask (nobody, if it is not set), known or all. */
  public static final String ACCEPT = "accept";

  /** The port peers listen on by default. */
  public static final int DEFAULT_PORT = 53317;

  /** The longest alias in code points. */
  public static final int LONGEST_ALIAS = 64;

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9.-]*");
  private static final int LAST_PORT = 65_535;
  private static final Set<String> RULES = Set.of("ask", "known", "all");

  private final Path file;
  private final Map<String, String> environment;
  private final List<String> lines;
  private final Map<String, Line> byKey;

  private record Line(int number, String value) {}

  private Settings(
      Path file, Map<String, String> environment, List<String> lines, Map<String, Line> byKey) {
    this.file = file;
    this.environment = environment;
    this.lines = lines;
    this.byKey = byKey;
  }

  /**
   * Those of {@code home}; the defaults if it has no file.
   *
   * @param environment variables of the process, for the defaults
   * @throws StoreException if a line or a value is wrong; it says which
   */
  public static Settings load(Home home, Map<String, String> environment) throws IOException {
    Path file = home.file(FILE);
    try {
      return of(file, Map.copyOf(environment), Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return of(file, Map.copyOf(environment), List.of());
    } catch (CharacterCodingException e) {
      throw new StoreException(file + " is not written in UTF-8: save it so.", e);
    }
  }

  /** Those of {@code home} if it had no file, whatever it has. */
  public static Settings standard(Home home, Map<String, String> environment)
      throws StoreException {
    return of(home.file(FILE), Map.copyOf(environment), List.of());
  }

  private static Settings of(Path file, Map<String, String> environment, List<String> lines)
      throws StoreException {
    Map<String, Line> byKey = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\ufeff", "").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        String key = line.substring(0, Math.max(0, equals)).strip();
        if (!KEY.matcher(key).matches()) {
          throw new StoreException(
              file + ", line " + (i + 1) + ": this should be a line like 'port = 53317'.");
        }
        byKey.put(key, new Line(i + 1, line.substring(equals + 1).strip()));
      }
    }
    Settings settings = new Settings(file, environment, List.copyOf(lines), Map.copyOf(byKey));
    settings.check();
    return settings;
  }

  private void check() throws StoreException {
    checkAlias();
    checkInbox();
    checkPort();
    checkAccept();
  }

  private void checkAlias() throws StoreException {
    Line line = byKey.get(ALIAS);
    if (line == null) {
      return;
    }
    String value = line.value;
    if (value.isEmpty() || value.codePointCount(0, value.length()) > LONGEST_ALIAS) {
      throw wrong(ALIAS, "should have 1 to " + LONGEST_ALIAS + " characters");
    }
    if (value.codePoints().anyMatch(Settings::isUnfitForName)) {
      throw wrong(ALIAS, "should have no control characters in it");
    }
  }

  private static boolean isUnfitForName(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private void checkInbox() throws StoreException {
    try {
      if (!inbox().isAbsolute()) {
        throw wrong(INBOX, "should be a whole path, or begin with ~/");
      }
    } catch (InvalidPathException e) {
      throw wrong(INBOX, "does not name a folder: " + e.getReason());
    }
  }

  private void checkPort() throws StoreException {
    String text = value(PORT).orElse("0");
    boolean number = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || text.isEmpty() || Integer.parseInt(text) > LAST_PORT) {
      throw wrong(PORT, "should be a number from 0 to " + LAST_PORT + ", not '" + text + "'");
    }
  }

  private void checkAccept() throws StoreException {
    if (!RULES.contains(accept())) {
      throw wrong(ACCEPT, "should be ask, known or all, not '" + accept() + "'");
    }
  }

  /** The complaint about a value, naming file, line and key; for keys that others read, too. */
  public StoreException wrong(String key, String what) {
    Line line = byKey.get(key);
    String where = line == null ? "" : ", line " + line.number;
    return new StoreException(file + where + ": " + key + " " + what + ".");
  }

  /** What this peer calls itself. May look up the host's name, which may block for a moment. */
  public String alias() {
    return value(ALIAS).orElseGet(() -> HostName.ofThisMachine(environment));
  }

  /** Where received files land, absolute; it need not exist. */
  public Path inbox() {
    return value(INBOX)
        .map(this::expand)
        .orElseGet(() -> HomeConvention.ofThisMachine(environment).inbox());
  }

  private Path expand(String path) {
    boolean inUsersFolder = path.equals("~") || path.startsWith("~/");
    return inUsersFolder
        ? HomeConvention.userFolder(environment).resolve(path.substring(1).replaceFirst("^/+", ""))
        : Path.of(path);
  }

  /** The port to listen on; 0 for any free one. */
  public int port() {
    return value(PORT).map(Integer::parseInt).orElse(DEFAULT_PORT);
  }

  /** Who is let in without a question: {@code ask}, {@code known} or {@code all}. */
  public String accept() {
    return value(ACCEPT).orElse("ask");
  }

  /** What the file says about {@code key}; of several lines the last one counts. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(byKey.get(key)).map(Line::value);
  }

  /**
   * The same with {@code key} set to {@code value}, in its old line if it has one.
   *
   * @throws StoreException if the value is wrong
   * @throws IllegalArgumentException if {@code key} is no key, or the value more than a line
   */
  public Settings with(String key, String value) throws StoreException {
    if (!KEY.matcher(key).matches() || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("not a setting: " + key);
    }
    List<String> changed = new ArrayList<>(lines);
    Line old = byKey.get(key);
    String line = key + " = " + value;
    if (old == null) {
      changed.add(line);
    } else {
      changed.set(old.number - 1, line);
    }
    return of(file, environment, changed);
  }

  /** Replaces the home's file with these. Blocks until it is on disk. */
  public void save() throws IOException {
    String text = String.join("\n", lines) + "\n";
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
