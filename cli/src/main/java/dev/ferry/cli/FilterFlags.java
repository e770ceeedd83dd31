package dev.ferry.cli;

import dev.ferry.manifest.LinkPolicy;
import dev.ferry.peer.SendOptions.Filter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that choose entries below the paths that are sent or shared. */
final class FilterFlags {
  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      order = 40,
      description = "Only files that match, in .gitignore's syntax; may be repeated.")
  private final List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      order = 41,
      description = "Leave out what matches, in .gitignore's syntax; may be repeated.")
  private final List<String> exclude = new ArrayList<>();

  @Option(
      names = "--follow-links",
      order = 42,
      description = "Take what links point to, instead of the links.")
  private boolean followLinks;

  /** What was asked for. */
  Filter filter(boolean checksum) {
    return new Filter(
        include, exclude, followLinks ? LinkPolicy.FOLLOW : LinkPolicy.KEEP, checksum);
  }
}
