package dev.ferry.page.api;

import java.io.IOException;

/** Answers the calls of one route. Called on a thread of the call's own, which may block. */
@FunctionalInterface
interface ApiEndpoint {
  /**
   * Answers.
   *
   * @throws dev.ferry.transfer.TransferException what cannot be done, which becomes a problem
   * @throws ProblemException the same, with more to say
   * @throws IOException the connection is lost, or something of this machine failed
   */
  void answer(ApiCall call) throws IOException;
}
