package dev.ferry.manifest;

/**
 * A symbolic link that is kept as a link.
 *
 * @param path where it goes
 * @param target what it points to, as written in it: hostile until checked, 1 to 4095 UTF-8 bytes
 * @param modifiedNanos last modification, nanoseconds since the epoch
 */
public record LinkEntry(RelativePath path, String target, long modifiedNanos) implements Entry {
  /** The longest target in UTF-8 bytes, Linux's PATH_MAX less the NUL at its end. */
  public static final int MAX_TARGET_BYTES = 4095;

  /** Refuses targets that no file system can hold. */
  public LinkEntry {
    if (!isTarget(target)) {
      throw new IllegalArgumentException(
          "a link's target is empty, too long, not valid Unicode or contains NUL");
    }
  }

  /** Whether {@code text} can be the target of a link at all; says nothing about where it leads. */
  public static boolean isTarget(String text) {
    int bytes = Utf8.length(text);
    return bytes > 0 && bytes <= MAX_TARGET_BYTES && text.indexOf(0) < 0;
  }

  @Override
  public LinkEntry at(RelativePath other) {
    return new LinkEntry(other, target, modifiedNanos);
  }
}
