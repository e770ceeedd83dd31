package dev.ferry.inbox;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * What accepting an offer would do at this destination, entry by entry: a byte for each. Immutable
 * and thread-safe.
 */
public final class Plan {
  private final Manifest manifest;
  private final byte[] facts;
  private final EntrySet accepted;
  private final ClashPolicy policy;
  private final long spaceFree;
  private final List<String> refusals;
  private final boolean guess;
  private final PlanSummary summary;

  Plan(
      Manifest manifest,
      byte[] facts,
      EntrySet accepted,
      ClashPolicy policy,
      long spaceFree,
      List<String> refusals,
      boolean guess)
      throws IOException {
    this.manifest = manifest;
    this.facts = facts;
    this.accepted = accepted;
    this.policy = policy;
    this.spaceFree = spaceFree;
    this.refusals = refusals;
    this.guess = guess;
    this.summary = new PlanCounter(this).summarize();
  }

  /** A plan that was counted before. */
  Plan(Manifest manifest, byte[] facts, EntrySet accepted, PlanSummary summary) {
    this.manifest = manifest;
    this.facts = facts;
    this.accepted = accepted;
    this.policy = summary.policy();
    this.spaceFree = summary.spaceFree();
    this.refusals = summary.refusals();
    this.guess = false;
    this.summary = summary;
  }

  /** The manifest it is about. */
  public Manifest manifest() {
    return manifest;
  }

  /** What happens to names that exist. */
  public ClashPolicy policy() {
    return policy;
  }

  /** The plan in numbers and a few names. */
  public PlanSummary summary() {
    return summary;
  }

  /** Whether its policy forbids to begin: it says to fail, and there are clashes. */
  public boolean isBlocked() {
    return policy == ClashPolicy.FAIL && summary.changed() > 0;
  }

  /** Whether files were compared by size and time that are to be compared by their contents. */
  public boolean isGuess() {
    return guess;
  }

  /** The entries that are accepted, wanted or not. */
  public EntrySet accepted() {
    return accepted;
  }

  /** What happens to the entry with this index, if it is accepted. */
  public Verdict verdict(long index) {
    return Finding.verdict(facts[Math.toIntExact(index)], policy);
  }

  /** Whether the entry is accepted, and would be created or merged. */
  public boolean isWanted(long index) {
    return accepted.contains(index) && verdict(index).isWanted();
  }

  /**
   * The accepted entries that will be created or merged: files with or without bytes, folders and
   * links.
   */
  public EntrySet wanted() {
    BitSet wanted = new BitSet(facts.length);
    for (int i = 0; i < facts.length; i++) {
      if (isWanted(i)) {
        wanted.set(i);
      }
    }
    return EntrySet.of(wanted);
  }

  /**
   * This plan for some of the entries only; folders above them are made as needed. Walks the
   * manifest, blocking on the disk.
   */
  public Plan restrict(EntrySet entries) throws IOException {
    return new Plan(manifest, facts, accepted.and(entries), policy, spaceFree, refusals, guess);
  }

  /** This plan with another policy. Walks the manifest, blocking on the disk. */
  public Plan withPolicy(ClashPolicy other) throws IOException {
    return new Plan(manifest, facts, accepted, other, spaceFree, refusals, guess);
  }

  /** The same plan for a copy of its manifest. */
  Plan over(Manifest copy) {
    return new Plan(copy, facts, accepted, summary);
  }

  Finding finding(long index) {
    return Finding.of(facts[Math.toIntExact(index)]);
  }

  byte[] facts() {
    return facts;
  }

  long spaceFree() {
    return spaceFree;
  }

  List<String> refusals() {
    return refusals;
  }
}
