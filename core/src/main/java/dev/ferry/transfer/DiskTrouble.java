package dev.ferry.transfer;

import dev.ferry.platform.NoSpaceException;
import java.io.IOException;
import java.nio.file.Path;

/** Says what a failure of the destination's disk means for a transfer. */
final class DiskTrouble {
  private DiskTrouble() {}

  /** The failure as a problem that may pass, with what to do about it. */
  static TransferException explain(IOException failure, Path destination) {
    return switch (failure) {
      case TransferException e -> e;
      case NoSpaceException e ->
          new TransferException(
              Problem.NO_SPACE,
              "no space left in " + destination + "; make room and the transfer goes on",
              e);
      default ->
          new TransferException(
              Problem.DESTINATION,
              "cannot write to "
                  + destination
                  + " ("
                  + reason(failure)
                  + "); make it available again and the transfer goes on",
              failure);
    };
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
