package dev.ferry.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The outside of an inbox, which nothing that is received may touch: folders and files laid around
 * it where names such as {@code ../x} would land, and the places that absolute names point to.
 * {@link #assertUntouched} tells what changed.
 */
public final class CanaryTree {

  /** What hostile names of the corpus point to, outside of any test's folder. */
  private static final List<Path> ABSOLUTE =
      List.of(
          Path.of("/etc/passwd"),
          Path.of("/h"),
          Path.of("/x"),
          Path.of("/tmp/x"),
          Path.of("/etc/x"),
          Path.of(System.getProperty("user.home"), "x"));

  private final Path outside;
  private final Path inbox;
  private final TreeSnapshot before;
  private final List<String> absoluteBefore;

  private CanaryTree(Path outside, Path inbox) {
    this.outside = outside;
    this.inbox = inbox;
    this.before = look();
    this.absoluteBefore = lookAbsolute();
  }

  /**
   * Lays a canary below {@code folder}, which must not exist, with the inbox two levels down.
   *
   * @param seed for the contents
   */
  public static CanaryTree around(Path folder, long seed) {
    Path inbox = folder.resolve("outer/inner/inbox");
    new TreeMaker(folder, seed)
        .text("x", "canary", "rw-r--r--")
        .text("outer/x", "canary", "rw-r--r--")
        .text("outer/inner/x", "canary", "rw-r--r--")
        .text("outer/inner/inbox-neighbour/x", "canary", "rw-r--r--")
        .text("outer/inner/.ssh/authorized_keys", "canary", "rw-------")
        .folder("outer/inner/inbox")
        .smallFiles("outer/inner/neighbour", 5)
        .link("outer/inner/link", "inbox-neighbour")
        .done();
    return new CanaryTree(folder, inbox);
  }

  /** The inbox: empty, and exempt from the watch. */
  public Path inbox() {
    return inbox;
  }

  /** The folder whose contents, all but the inbox, are watched. */
  public Path outside() {
    return outside;
  }

  /** Fails if anything outside of the inbox was made, changed or deleted. */
  public void assertUntouched() {
    before.assertSame("outside of the inbox", look());
    List<String> now = lookAbsolute();
    if (!absoluteBefore.equals(now)) {
      throw new AssertionError("absolute paths: expected " + absoluteBefore + " but found " + now);
    }
  }

  private TreeSnapshot look() {
    return TreeSnapshot.of(outside, path -> !path.equals(inbox));
  }

  private static List<String> lookAbsolute() {
    return ABSOLUTE.stream().map(CanaryTree::stateOf).toList();
  }

  private static String stateOf(Path path) {
    try {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          ? path + " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
          : path + " absent";
    } catch (IOException e) {
      return path + " unreadable";
    }
  }
}
