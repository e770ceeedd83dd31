package dev.ferry.inbox;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.PayloadReader;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeWriter;
import dev.ferry.payload.SourceTree;
import dev.ferry.payload.StageMeter;
import dev.ferry.payload.Withdrawals;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/** Carries a tree into an inbox within one process: what two peers do, without the network. */
final class Delivery {
  static final String ID = "transfer";

  private final SourceTree tree;
  private final Manifest manifest;
  private final Inbox inbox;
  private ClashPolicy policy = ClashPolicy.KEEP_BOTH;
  private boolean unsafeLinks;

  Delivery(SourceTree tree, Inbox inbox) throws IOException {
    this(tree, tree.manifest(), inbox);
  }

  Delivery(SourceTree tree, Manifest manifest, Inbox inbox) {
    this.tree = tree;
    this.manifest = manifest;
    this.inbox = inbox;
  }

  Delivery policy(ClashPolicy chosen) {
    policy = chosen;
    return this;
  }

  Delivery unsafeLinks() {
    unsafeLinks = true;
    return this;
  }

  Plan plan() throws IOException {
    return inbox.plan(manifest, policy, unsafeLinks);
  }

  Staging stage() throws IOException {
    return inbox.stage(ID, manifest, plan());
  }

  /** Writes ranges of what is missing. */
  void fill(Staging staging, RangeSet ranges) throws IOException {
    PayloadReader reader = reader(staging);
    for (RangeSet.Range range : ranges.ranges()) {
      try (RangeWriter writer = staging.openRange(range.from(), range.to(), new StageMeter())) {
        reader.read(range.from(), range.to(), writer::write, new HashTable());
      }
    }
  }

  PayloadReader reader(Staging staging) {
    Withdrawals withdrawals =
        new Withdrawals(w -> {
          throw new AssertionError("withdrawn: " + w);
        });
    return new PayloadReader(staging.layout(), tree.files(), withdrawals, new StageMeter());
  }

  /** Everything from the plan to the end. */
  PublishReport run() throws IOException {
    try (Staging staging = stage()) {
      return finish(staging);
    }
  }

  /** What is left of a staging. */
  PublishReport finish(Staging staging) throws IOException {
    fill(staging, staging.missing());
    PublishReport report = staging.publish(new StageMeter());
    staging.delete();
    return report;
  }

  /** As {@link #run}, for some entries only. */
  PublishReport run(EntrySet accepted) throws IOException {
    try (Staging staging = inbox.stage(ID, manifest, plan().restrict(accepted))) {
      return finish(staging);
    }
  }

  /** The verdicts of the plan, in order. */
  List<Verdict> verdicts() throws IOException {
    Plan plan = plan();
    return LongStream.range(0, manifest.entries()).mapToObj(plan::verdict).toList();
  }
}
