package dev.ferry.transfer;

import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/**
 * Says what a failure of the destination's disk means for a transfer. The sentences go to the other
 * side too, so they name no folder of this machine; the log does.
 */
final class DiskTrouble {
  private static final Pattern FULL =
      Pattern.compile("(?i)no space left|quota exceeded|not enough space|disk is full");

  private DiskTrouble() {}

  /** The failure as a problem that may pass, with what to do about it. */
  static TransferException explain(IOException failure) {
    return switch (failure) {
      case TransferException e -> e;
      case IOException e when isFull(e) ->
          new TransferException(
              Problem.NO_SPACE,
              "no space left at the destination; make room there and the transfer goes on",
              e);
      default ->
          new TransferException(
              Problem.DESTINATION,
              "the destination cannot be written ("
                  + reason(failure)
                  + "); make it available again and the transfer goes on",
              failure);
    };
  }

  /** Java's own channels have no type for it, only the system's words. */
  private static boolean isFull(IOException failure) {
    return failure instanceof NoSpaceException
        || FULL.matcher(String.valueOf(failure.getMessage())).find();
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case StorageGoneException _ -> "it is gone, or read-only";
      case NoSuchFileException _ -> "something that arrived is gone";
      case AccessDeniedException _ -> "permission denied";
      default -> "its disk fails";
    };
  }
}
