package dev.ferry.inbox;

import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.OpenMode;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names as a disk can hold them. Those made for Windows (NTFS, FAT, exFAT) refuse what Windows
 * cannot name: on these, each character that is refused is written as in URLs, {@code a:b} as
 * {@code a%3Ab}. Whether a disk is one of them is found out by trying, the first time that it
 * matters. Thread-safe.
 */
final class DiskNames {
  private static final String REFUSED = "<>:\"\\|?*";
  private static final String PROBE = "probe:";
  private static final Pattern DEVICE =
      Pattern.compile(
          "(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final HeldFolder folder;
  private @Nullable Boolean restricted;

  /** Of the disk of a folder, in which it makes {@link Inbox#STAGING} for a moment. */
  DiskNames(HeldFolder folder) {
    this.folder = folder;
  }

  /** The name of a manifest as it stands on this disk. May block on the disk. */
  String of(String name) throws IOException {
    String escaped = escape(name);
    return escaped.equals(name) || !isRestricted() ? name : escaped;
  }

  /** Whether this disk refuses names that others take. */
  synchronized boolean isRestricted() throws IOException {
    if (restricted == null) {
      restricted = Probe.of(folder, PROBE, path -> refuses(folder, path));
    }
    return restricted;
  }

  /** Whether no file can be made under a name. */
  private static boolean refuses(HeldFolder folder, String name) throws IOException {
    try {
      folder.openFile(name, OpenMode.CREATE_NEW).close();
      return false;
    } catch (NoSpaceException
        | StorageGoneException
        | AccessDeniedException
        | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | InvalidPathException e) {
      return true;
    }
  }

  /** A name that Windows can hold; the name itself if it can. */
  static String escape(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean device = DEVICE.matcher(name).matches();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean last = i == name.length() - 1;
      if (c < 0x20
          || REFUSED.indexOf(c) >= 0
          || (last && (c == '.' || c == ' '))
          || (i == 0 && device)) {
        appendEscaped(out, c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void appendEscaped(StringBuilder out, char c) {
    for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
  }
}
