package dev.ferry.cli;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.PeerName;
import dev.ferry.transfer.TransferException;

/** Names that somebody gives to this peer. */
final class PeerNames {
  private PeerNames() {}

  /**
   * Refuses what others could not be shown as it is.
   *
   * @param option what it was typed behind
   * @throws TransferException with {@link dev.ferry.transfer.Problem#USAGE} then
   */
  static void check(String option, String name) throws TransferException {
    if (name.isBlank() || !name.equals(name.strip())) {
      throw Ending.usage(option + " needs a name, without blanks around it");
    }
    int length = name.codePointCount(0, name.length());
    if (length > PeerName.LENGTH) {
      throw Ending.usage(
          option + " takes " + PeerName.LENGTH + " characters at most, this name has " + length);
    }
    if (!DisplayName.escape(name).equals(name)) {
      throw Ending.usage(
          option
              + " takes no control or invisible characters: "
              + DisplayName.escape(name)
              + " would be shown");
    }
  }
}
