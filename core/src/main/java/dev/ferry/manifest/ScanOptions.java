package dev.ferry.manifest;

import java.util.List;

/**
 * What a scanner takes and leaves. Patterns are lines of a .gitignore (see gitignore(5)) that lies
 * in each root; a root itself is never left out by them, but a single file as root is, by its name.
 *
 * @param include if there are any, only files and links that match one, or lie in a folder that
 *     does, and the folders above them
 * @param exclude what stays out, with everything below it, even if it is included
 * @param links what happens to symbolic links below the roots
 * @param contentHashes whether to read every file and put the hash of its content into its entry
 */
public record ScanOptions(
    List<String> include, List<String> exclude, LinkPolicy links, boolean contentHashes) {
  /** Everything, links as links, nothing read. */
  public static final ScanOptions EVERYTHING =
      new ScanOptions(List.of(), List.of(), LinkPolicy.KEEP, false);

  /** Takes copies of the lists. */
  public ScanOptions {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
