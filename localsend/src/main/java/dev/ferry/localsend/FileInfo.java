package dev.ferry.localsend;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.OfferHeader;
import io.avaje.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a prepare-upload or prepare-download, as the other end tells of it. Nothing here is
 * escaped or known to be a path.
 *
 * @param id chosen by the sender, 1 to {@link #MAX_ID} characters
 * @param fileName its name, or its path with forward slashes
 * @param size its length in bytes
 * @param fileType its MIME type; {@link #UNKNOWN_TYPE} if none was given
 * @param sha256 of its content in 64 lower-case hex digits, or null
 * @param preview the whole text of a message, or whatever else an app puts here, or null
 * @param modified its time of modification as it was sent (RFC 3339 in the apps), or null
 * @param accessed as {@code modified}, of its last use
 */
record FileInfo(
    String id,
    String fileName,
    long size,
    String fileType,
    @Nullable String sha256,
    @Nullable String preview,
    @Nullable String modified,
    @Nullable String accessed) {
  /** The longest id, and the longest token, in characters. */
  static final int MAX_ID = 512;

  /** The longest name in characters. */
  static final int MAX_NAME = 4096;

  /** The longest preview in characters that is kept, that of the longest text message. */
  static final int MAX_PREVIEW = OfferHeader.MAX_TEXT;

  /** What a file is of which nothing is said. */
  static final String UNKNOWN_TYPE = "application/octet-stream";

  private static final int MAX_TYPE = 256;
  private static final int MAX_TIME = 64;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * Reads one. A preview that is too long counts as none: the file itself says it better.
   *
   * @param key under which it stands; its own id, if there is one, must be the same
   */
  static FileInfo read(String key, Fields fields) throws MalformedException {
    String id = fields.optionalText("id");
    if (key.isEmpty() || key.length() > MAX_ID || (id != null && !id.equals(key))) {
      throw new MalformedException("\"id\" of a file is empty, too long, or not that of its key");
    }
    String type = bounded("fileType", fields.optionalText("fileType"), MAX_TYPE);
    String name = bounded("fileName", fields.text("fileName"), MAX_NAME);
    String preview = fields.optionalText("preview");
    Fields times = fields.optionalObject("metadata");
    return new FileInfo(
        key,
        name == null ? "" : name,
        fields.count("size"),
        type == null ? UNKNOWN_TYPE : type,
        hash(fields.optionalText("sha256")),
        preview != null && preview.length() > MAX_PREVIEW ? null : preview,
        times == null ? null : time(times, "modified"),
        times == null ? null : time(times, "accessed"));
  }

  private static @Nullable String bounded(String name, @Nullable String text, int most)
      throws MalformedException {
    if (text != null && text.length() > most) {
      throw new MalformedException("\"" + name + "\" is longer than " + most);
    }
    return text;
  }

  private static @Nullable String hash(@Nullable String text) throws MalformedException {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String hash = text.toLowerCase(Locale.ROOT);
    if (!HASH.matcher(hash).matches()) {
      throw new MalformedException("\"sha256\" is not 64 hex digits");
    }
    return hash;
  }

  private static @Nullable String time(Fields times, String name) throws MalformedException {
    return bounded(name, times.optionalText(name), MAX_TIME);
  }

  /** About how many bytes of memory it takes while it waits for an answer, at the most. */
  long weight() {
    return 400
        + 2L
            * (id.length()
                + fileName.length()
                + fileType.length()
                + lengthOf(sha256)
                + lengthOf(preview)
                + lengthOf(modified)
                + lengthOf(accessed));
  }

  private static int lengthOf(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Whether it is a text, by its MIME type. */
  boolean isText() {
    return fileType.toLowerCase(Locale.ROOT).startsWith("text/");
  }

  /**
   * The text of the message that this is, if it comes alone; null if it is a file: there is no
   * preview, or only the beginning of it.
   */
  @Nullable String message() {
    return isText() && preview != null && preview.getBytes(StandardCharsets.UTF_8).length >= size
        ? preview
        : null;
  }

  /** Writes it, without its key. */
  void write(JsonWriter json) {
    json.beginObject();
    json.name("id");
    json.value(id);
    json.name("fileName");
    json.value(fileName);
    json.name("size");
    json.value(size);
    json.name("fileType");
    json.value(fileType);
    JsonBody.optional(json, "sha256", sha256);
    JsonBody.optional(json, "preview", preview);
    if (modified != null || accessed != null) {
      json.name("metadata");
      json.beginObject();
      JsonBody.optional(json, "modified", modified);
      JsonBody.optional(json, "accessed", accessed);
      json.endObject();
    }
    json.endObject();
  }
}
