package dev.ferry.page.upload;

import dev.ferry.direct.DirectServices;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.transfer.Catalog;
import dev.ferry.transfer.Receiver;
import org.jspecify.annotations.Nullable;

/** What the shared endpoints ask for, where only uploads are taken. */
record OutboxServices(Receiver receiver) implements DirectServices {
  @Override
  public String alias() {
    return "";
  }

  @Override
  public @Nullable PinGate offersPin() {
    return null;
  }

  @Override
  public Catalog catalog() {
    return new Catalog();
  }

  @Override
  public Standing standingOf(String alias, Fingerprint fingerprint, String host) {
    return Standing.UNPROVEN;
  }
}
