package dev.ferry.localsend;

import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Patience;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offers until there is a decision: asks for PINs, waits while the device is busy or away. Used by
 * one thread.
 */
final class OfferRounds {
  /** A device locks everybody out who is wrong more often. */
  private static final int PINS = 3;

  private final LocalSendClient client;
  private final RemotePeer peer;
  private final Patience patience;
  private final PinSource pins;
  private final Runnable offered;
  private @Nullable String pin;
  private int pinsTried;
  private boolean pending;

  /** {@code offered} is run whenever an offer has left. */
  OfferRounds(
      LocalSendClient client,
      RemotePeer peer,
      Patience patience,
      PinSource pins,
      Runnable offered) {
    this.client = client;
    this.peer = peer;
    this.patience = patience;
    this.pins = pins;
    this.offered = offered;
  }

  /**
   * Offers {@code parcels}. Blocks until somebody has decided.
   *
   * @throws TransferException what cannot pass, or has lasted too long
   */
  PrepareAnswer.Decision offer(List<Parcel> parcels) throws TransferException {
    List<FileInfo> files = parcels.stream().map(Parcel::info).toList();
    while (true) {
      switch (answer(files)) {
        case PrepareAnswer.Decision decision -> {
          patience.goesOn();
          return decision;
        }
        case PrepareAnswer.PinWanted _ -> pin = askForPin();
        case PrepareAnswer.LockedOut _ ->
            throw new TransferException(
                Problem.BUSY,
                name() + " takes no more PINs from here for now: too many were wrong.");
        case PrepareAnswer.Busy _ ->
            patience.bear(
                new TransferException(Problem.BUSY, name() + " is busy with another transfer."));
      }
    }
  }

  private PrepareAnswer answer(List<FileInfo> files) throws TransferException {
    while (true) {
      pending = false;
      try {
        return client.prepare(files, pin, this::hasLeft);
      } catch (TransferException e) {
        if (pending) {
          // Its question may still be on the screen, and would keep the next one away.
          client.cancel(null);
        }
        if (!e.problem().passing()) {
          throw e;
        }
        patience.bear(e);
      }
    }
  }

  private void hasLeft() {
    pending = true;
    offered.run();
  }

  private String askForPin() throws TransferException {
    if (pinsTried == PINS) {
      throw new TransferException(
          Problem.FORBIDDEN, name() + " takes none of the " + PINS + " PINs it was given.");
    }
    String next = pins.pin(pinsTried > 0);
    if (next == null) {
      throw new TransferException(
          Problem.FORBIDDEN,
          pinsTried > 0 ? "The PIN for " + name() + " is wrong." : name() + " asks for a PIN.");
    }
    pinsTried++;
    return next;
  }

  private String name() {
    return "\"" + DisplayName.escape(peer.alias()) + "\"";
  }
}
