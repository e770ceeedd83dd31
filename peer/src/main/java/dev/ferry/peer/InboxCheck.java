package dev.ferry.peer;

import dev.ferry.peer.Finding.Topic;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.Platform;
import dev.ferry.platform.Space;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Whether files can be received into a folder, how much fits there and how fast.
 *
 * @param inbox need not exist; it is not made
 */
record InboxCheck(Path inbox) implements Callable<List<Finding>> {
  private static final long TIGHT = 1_000_000_000;
  private static final long FULL = 16 << 20;
  private static final long FEW_FILES = 100;

  /** Below that a slow radio link is faster. */
  private static final long SLOW = 20_000_000;

  private static final Set<String> FORGETTING = Set.of("tmpfs", "ramfs");
  private static final Set<String> FAT = Set.of("vfat", "msdos", "fat", "fat32");
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs", "webdav");

  @Override
  public List<Finding> call() throws IOException {
    if (Files.exists(inbox, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(inbox)) {
      return List.of(
          Finding.problem(
              Topic.INBOX,
              inbox + " is not a folder, so nothing can be received into it",
              "move it away, or choose another: inbox = ... in settings.conf"));
    }
    Path folder = nearestFolder(inbox);
    if (folder == null) {
      return List.of(unusable("its disk is not there"));
    }
    Space space = spaceOf(folder);
    try {
      // Nobody else is to find the disk full because of this.
      long speed = DiskSpeed.measure(folder, space.freeBytes() / 4);
      return findings(folder, space, speed);
    } catch (IOException e) {
      return List.of(unusable(reason(e)).with("freeBytes", space.freeBytes()));
    }
  }

  private List<Finding> findings(Path folder, Space space, long speed) throws IOException {
    String kind = Files.getFileStore(folder).type();
    List<Finding> findings = new ArrayList<>();
    String state = folder.equals(inbox) ? " can be written" : " is made when something comes";
    findings.add(
        Finding.ok(
                Topic.INBOX,
                inbox
                    + state
                    + ": "
                    + bytes(space.freeBytes())
                    + " free ("
                    + kind
                    + "), the disk takes "
                    + bytes(speed)
                    + "/s")
            .with("freeBytes", space.freeBytes())
            .with("bytesPerSecond", speed));
    addSpace(space, findings);
    addKind(kind.toLowerCase(Locale.ROOT), findings);
    if (speed < SLOW) {
      findings.add(
          Finding.note(
              Topic.INBOX,
              "this disk is slower than most networks, so it decides how fast files arrive",
              "receive to another disk: ferry receive --into FOLDER"));
    }
    return findings;
  }

  private static void addSpace(Space space, List<Finding> findings) {
    boolean fewFiles = space.freeFiles() != Space.UNKNOWN && space.freeFiles() < FEW_FILES;
    if (space.freeBytes() < FULL || fewFiles) {
      findings.add(
          Finding.problem(
              Topic.INBOX,
              fewFiles ? "the disk takes hardly any more files" : "the disk is full",
              "make room there, or receive elsewhere: ferry receive --into FOLDER"));
    } else if (space.freeBytes() < TIGHT) {
      findings.add(
          Finding.note(
              Topic.INBOX, "there is not much room left", "offers that do not fit wait for room"));
    }
  }

  private static void addKind(String kind, List<Finding> findings) {
    if (FORGETTING.contains(kind)) {
      findings.add(
          Finding.note(
              Topic.INBOX,
              "this disk is memory: what is received is gone when the machine goes off",
              "receive elsewhere what is to stay: ferry receive --into FOLDER"));
    } else if (FAT.contains(kind)) {
      findings.add(
          Finding.note(
              Topic.INBOX,
              "files of 4 GiB and more do not fit on this kind of disk (" + kind + ")",
              "receive those elsewhere: ferry receive --into FOLDER"));
    } else if (NETWORK.contains(kind)) {
      findings.add(
          Finding.note(
              Topic.INBOX,
              "this is a network disk (" + kind + "): each byte crosses a network twice",
              "a disk of this machine is faster: ferry receive --into FOLDER"));
    }
  }

  private Finding unusable(String why) {
    return Finding.problem(
        Topic.INBOX,
        "nothing can be received into " + inbox + ": " + why,
        "mend that, or choose another folder: ferry receive --into FOLDER");
  }

  /** The folder itself, or the nearest one above it that is there; null if none is. */
  static @Nullable Path nearestFolder(Path path) {
    Path at = path;
    while (at != null && !Files.isDirectory(at)) {
      at = at.getParent();
    }
    return at;
  }

  private static Space spaceOf(Path folder) throws IOException {
    try (HeldFolder held = Platform.current().hold(folder)) {
      return held.space();
    }
  }

  /** What the system said, in words. */
  static String reason(IOException e) {
    String said =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException) {
      return "you may not write there";
    }
    return said.toLowerCase(Locale.ROOT).contains("no space left") ? "the disk is full" : said;
  }

  private static String bytes(long count) {
    double value = count;
    int unit = 0;
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 && unit > 0 ? "%.1f" : "%.0f", value)
        + " "
        + units[unit];
  }
}
