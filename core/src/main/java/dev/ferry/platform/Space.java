package dev.ferry.platform;

/**
 * How much a file system can take. Only a hint: others write too.
 *
 * @param freeBytes bytes this user may still write
 * @param totalBytes bytes in all
 * @param freeFiles files and folders that may still be made; {@link #UNKNOWN} where the file system
 *     has no such limit or does not tell
 */
public record Space(long freeBytes, long totalBytes, long freeFiles) {
  /** Stands for a number nobody knows. */
  public static final long UNKNOWN = -1;
}
