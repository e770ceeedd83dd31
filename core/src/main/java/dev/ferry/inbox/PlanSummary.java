package dev.ferry.inbox;

import java.util.List;

/**
 * What a plan would do, in numbers and a few names, for whoever decides. Immutable.
 *
 * @param entries how many entries the manifest has
 * @param files how many of them are files
 * @param bytes the sizes of all files added up
 * @param newFiles files that land under a free name
 * @param same files that are there already and need not travel
 * @param changed files whose name exists with other contents
 * @param refused entries that are left out because they are unsafe, such as links leading outside
 * @param wantedFiles files that will travel
 * @param wantedBytes their sizes added up
 * @param spaceNeeded bytes of disk that the wanted files take, holes not counted
 * @param spaceFree bytes free at the destination, -1 if unknown
 * @param policy what happens to the changed ones
 * @param names the first few top-level names of the manifest, not escaped
 * @param clashes the first few names of changed files, not escaped
 * @param refusals the first few refused names with the reason, not escaped
 */
public record PlanSummary(
    long entries,
    long files,
    long bytes,
    long newFiles,
    long same,
    long changed,
    long refused,
    long wantedFiles,
    long wantedBytes,
    long spaceNeeded,
    long spaceFree,
    ClashPolicy policy,
    List<String> names,
    List<String> clashes,
    List<String> refusals) {
  /** How many names each of the lists holds at most. */
  public static final int SAMPLES = 10;

  /** Takes copies of the lists. */
  public PlanSummary {
    names = List.copyOf(names);
    clashes = List.copyOf(clashes);
    refusals = List.copyOf(refusals);
  }

  /** Whether the destination has room for it, as far as is known. */
  public boolean fits() {
    return spaceFree < 0 || spaceNeeded <= spaceFree;
  }
}
