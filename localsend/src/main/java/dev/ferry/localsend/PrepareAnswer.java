package dev.ferry.localsend;

/** What a device answers to an offer. What it says is not escaped. */
sealed interface PrepareAnswer {
  /** It is decided. */
  sealed interface Decision extends PrepareAnswer {}

  /** 200: it takes the files that the reply has tokens for. */
  record Session(PrepareReply reply) implements Decision {}

  /** 204: it wants none of the files, or has read the message. */
  record Nothing() implements Decision {}

  /** 403: its person, or a rule, said no. */
  record Declined(String reason) implements Decision {}

  /** 401: it asks for a PIN, or for another one. */
  record PinWanted() implements PrepareAnswer {}

  /** 429: too many wrong PINs came from here. */
  record LockedOut() implements PrepareAnswer {}

  /** 409: it is busy with somebody else. */
  record Busy() implements PrepareAnswer {}
}
