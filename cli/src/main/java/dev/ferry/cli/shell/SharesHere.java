package dev.ferry.cli.shell;

import dev.ferry.peer.LiveShare;
import dev.ferry.peer.ShareListener;

/** Gives what is shared elsewhere than in the shell a number in it. Thread-safe. */
final class SharesHere implements ShareListener {
  private final Resident resident;

  SharesHere(Resident resident) {
    this.resident = resident;
  }

  @Override
  public void began(LiveShare share) {
    if (!resident.router().isOfAJob()) {
      new PageShare(resident, resident.tasks().next(), share).began();
    }
  }

  @Override
  public void ended(LiveShare share) {
    for (Task task : resident.tasks().all()) {
      if (task instanceof PageShare shown && shown.is(share)) {
        shown.ended();
      }
    }
  }
}
