package dev.ferry.inbox;

import java.util.List;

/**
 * What publishing did. Names are not escaped.
 *
 * @param files how many files of the payload stand under their final names
 * @param bytes their sizes added up
 * @param same files that were there already, when the plan was made or when they were to land
 * @param skipped files that the clash policy left out
 * @param beside how many entries landed beside something that had their name
 * @param besideNames under which names the first few of them landed
 * @param withdrawn files that were dropped because their sender took them back
 * @param refused entries that were left out as unsafe, or that the disk cannot hold
 * @param refusals the first few that the disk cannot hold, with the reason
 * @param names where the first few files stand, below the inbox
 */
public record PublishReport(
    long files,
    long bytes,
    long same,
    long skipped,
    long beside,
    List<String> besideNames,
    long withdrawn,
    long refused,
    List<String> refusals,
    List<String> names) {
  /** How many names each of the lists holds at most. */
  public static final int SAMPLES = 20;

  /** Takes copies. */
  public PublishReport {
    besideNames = List.copyOf(besideNames);
    refusals = List.copyOf(refusals);
    names = List.copyOf(names);
  }
}
