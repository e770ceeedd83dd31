package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.util.regex.Pattern;

/** Names and numbers of docs/protocol.md that more than one class needs. */
final class Protocol {
  /** The only version spoken. */
  static final int VERSION = 1;

  /** What every path begins with. */
  static final String ROOT = "/ferry/v" + VERSION + "/";

  /** Where a peer says who it is. */
  static final String INFO = ROOT + "info";

  /** Lines of JSON. */
  static final String NDJSON = "application/x-ndjson";

  /** One JSON object. */
  static final String JSON = "application/json";

  /** A problem, RFC 9457. */
  static final String PROBLEM_JSON = "application/problem+json";

  /** A sentence for whoever sits before an ordinary tool. */
  static final String TEXT = "text/plain; charset=utf-8";

  /** Payload bytes, and files. */
  static final String BYTES = "application/octet-stream";

  /** Carries the alias of a client where no body does: UTF-8, percent-encoded. */
  static final String ALIAS_HEADER = "Ferry-Alias";

  /** Carries the PIN of a share, or the one that a receiver wants with offers. */
  static final String PIN_HEADER = "Ferry-Pin";

  /** How long either side of an answer that is being waited for is silent at most, in seconds. */
  static final int WAITING_SECONDS = 2;

  /** The longest alias in characters. */
  static final int MAX_ALIAS = 256;

  /** What ids of shares look like; each is a secret where the share is a link. */
  private static final Pattern SHARE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Protocol() {}

  /** Whether {@code text} can be the id of a share. */
  static boolean isShareId(String text) {
    return SHARE_ID.matcher(text).matches();
  }

  /**
   * Looks at the member {@code "ferry"} that begins every conversation.
   *
   * @throws TransferException {@link Problem#NOT_FERRY} if it names another version
   */
  static void checkVersion(Fields fields) throws MalformedException, TransferException {
    long version = fields.count("ferry");
    if (version != VERSION) {
      throw new TransferException(
          Problem.NOT_FERRY,
          "version "
              + version
              + " of Ferry's protocol was asked for, this Ferry speaks version "
              + VERSION
              + ": the older of the two must be updated");
    }
  }
}
