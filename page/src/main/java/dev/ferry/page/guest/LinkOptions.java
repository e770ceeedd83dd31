package dev.ferry.page.guest;

import dev.ferry.identity.PinGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guest link is to open. Immutable.
 *
 * @param paths files and folders that may be downloaded; empty for none
 * @param upload whether files and text may be sent to the owner, who is asked about each
 * @param title what a person would call it; empty for the name of what is downloaded
 * @param life how long it is open; null for as long as this process lives
 * @param pin what guests must know beside the link, at least {@link PinGate#SHORTEST} characters;
 *     null if nothing
 * @param mostDownloads how many downloads there may be, see {@link GuestLink#downloads}; 0 for any
 *     number
 */
public record LinkOptions(
    List<Path> paths,
    boolean upload,
    String title,
    @Nullable Duration life,
    @Nullable String pin,
    long mostDownloads) {
  /** Takes a copy of the list; refuses what makes no sense. */
  public LinkOptions {
    paths = List.copyOf(paths);
    if (paths.isEmpty() && !upload) {
      throw new IllegalArgumentException("a link opens something: paths, or the way to upload");
    }
    if (mostDownloads < 0 || (life != null && !life.isPositive())) {
      throw new IllegalArgumentException("a link is open for some time and some downloads");
    }
  }

  /** Lets these be downloaded. */
  public static LinkOptions download(Path... paths) {
    return new LinkOptions(List.of(paths), false, "", null, null, 0);
  }

  /** Takes uploads only. */
  public static LinkOptions forUploads() {
    return new LinkOptions(List.of(), true, "", null, null, 0);
  }

  /** The same, taking uploads too, or not. */
  public LinkOptions withUpload(boolean taken) {
    return new LinkOptions(paths, taken, title, life, pin, mostDownloads);
  }

  /** The same, open for this long; null for as long as this process lives. */
  public LinkOptions withLife(@Nullable Duration longest) {
    return new LinkOptions(paths, upload, title, longest, pin, mostDownloads);
  }

  /** The same with a PIN, or null for none. */
  public LinkOptions withPin(@Nullable String secret) {
    return new LinkOptions(paths, upload, title, life, secret, mostDownloads);
  }

  /** The same for this many downloads, 0 for any number. */
  public LinkOptions withMostDownloads(long most) {
    return new LinkOptions(paths, upload, title, life, pin, most);
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "LinkOptions[" + paths + "]";
  }
}
