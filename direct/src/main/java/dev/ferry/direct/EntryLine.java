package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.manifest.Islands.Part;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import io.avaje.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a manifest as a line of JSON:
 *
 * <pre>
 * {"p":path,"s":size,"t":time[,"m":mode][,"d":[[from,to],...]][,"h":hash]}   a file
 * {"p":path,"k":"dir","t":time[,"m":mode]}                                   a folder
 * {"p":path,"k":"link","to":target,"t":time}                                 a symbolic link
 * </pre>
 */
final class EntryLine {
  private static final String FOLDER = "dir";
  private static final String LINK = "link";
  private static final Pattern MODE = Pattern.compile("[0-7]{1,4}");
  private static final Pattern CONTENT_HASH = Pattern.compile("[0-9a-f]{32}");
  private static final int OCTAL = 8;

  private EntryLine() {}

  /** Writes {@code entry} as one object. */
  static void write(JsonWriter json, Entry entry) {
    json.beginObject();
    json.name("p");
    json.value(entry.path().toString());
    switch (entry) {
      case FileEntry file -> writeFile(json, file);
      case FolderEntry folder -> {
        writeText(json, "k", FOLDER);
        writeText(json, "t", Timestamp.format(folder.modifiedNanos()));
        writeMode(json, folder.mode());
      }
      case LinkEntry link -> {
        writeText(json, "k", LINK);
        writeText(json, "to", link.target());
        writeText(json, "t", Timestamp.format(link.modifiedNanos()));
      }
    }
    json.endObject();
  }

  private static void writeFile(JsonWriter json, FileEntry file) {
    json.name("s");
    json.value(file.size());
    writeText(json, "t", Timestamp.format(file.modifiedNanos()));
    writeMode(json, file.mode());
    if (!file.islands().whole()) {
      json.name("d");
      json.beginArray();
      for (Part part : file.islands().parts()) {
        RangeLines.writePair(json, part.from(), part.to());
      }
      json.endArray();
    }
    String hash = file.contentHash();
    if (hash != null) {
      writeText(json, "h", hash);
    }
  }

  private static void writeMode(JsonWriter json, int mode) {
    if (mode != 0) {
      writeText(json, "m", Integer.toOctalString(mode));
    }
  }

  private static void writeText(JsonWriter json, String name, String value) {
    json.name(name);
    json.value(value);
  }

  /**
   * The entry that a line holds.
   *
   * @throws MalformedException if it is none, or one that no manifest may hold
   */
  static Entry read(Fields line) throws MalformedException {
    String kind = line.optionalText("k");
    RelativePath path = path(line.text("p"));
    long modified = Timestamp.parse(line.text("t"));
    try {
      return switch (kind) {
        case null -> file(line, path, modified);
        case FOLDER -> new FolderEntry(path, modified, mode(line));
        case LINK -> new LinkEntry(path, line.text("to"), modified);
        default -> throw new MalformedException("\"k\" is no kind of entry that version 1 knows");
      };
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static FileEntry file(Fields line, RelativePath path, long modified)
      throws MalformedException {
    return new FileEntry(
        path, line.count("s"), modified, mode(line), islands(line), contentHash(line));
  }

  private static RelativePath path(String text) throws MalformedException {
    try {
      return RelativePath.parse(text);
    } catch (BadPathException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Bits that must not travel (setuid, setgid, sticky) are dropped here, not refused. */
  private static int mode(Fields line) throws MalformedException {
    String text = line.optionalText("m");
    if (text == null) {
      return 0;
    }
    if (!MODE.matcher(text).matches()) {
      throw new MalformedException("\"m\" is not a mode in octal");
    }
    return Integer.parseInt(text, OCTAL) & Entry.MODE_MASK;
  }

  private static Islands islands(Fields line) throws MalformedException {
    if (!line.has("d")) {
      return Islands.WHOLE;
    }
    List<Part> parts = new ArrayList<>();
    for (Fields.Pair pair : line.pairs("d")) {
      parts.add(new Part(pair.first(), pair.second()));
    }
    return Islands.of(parts);
  }

  private static @Nullable String contentHash(Fields line) throws MalformedException {
    String hash = line.optionalText("h");
    if (hash != null && !CONTENT_HASH.matcher(hash).matches()) {
      throw new MalformedException("\"h\" is not 32 hex digits");
    }
    return hash;
  }
}
