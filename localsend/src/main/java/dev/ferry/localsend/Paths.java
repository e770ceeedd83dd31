package dev.ferry.localsend;

/** Where the questions of LocalSend's protocol go, as its specification names them. */
final class Paths {
  /** Everything of the protocol is below it. */
  static final String FAMILY = "/api/localsend/";

  /** Before the name of an endpoint, in the version that is spoken. */
  static final String V2 = FAMILY + "v2/";

  /** Who is there. */
  static final String INFO = V2 + "info";

  /** The same of devices that speak the first version only. */
  static final String OLD_INFO = FAMILY + "v1/info";

  /** Says who asks, and asks who is there. */
  static final String REGISTER = V2 + "register";

  private Paths() {}
}
