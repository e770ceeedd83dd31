package dev.ferry.page.guard;

/**
 * The gate of a door that only the owner's own processes can open, as a socket file of mode 0600
 * is: no browser comes there. Only what a body says it is counts.
 */
public final class SocketGate implements Gate {
  /** Holds nothing. */
  public SocketGate() {}

  @Override
  public Verdict admit(Ask ask) {
    return new Verdict.Granted();
  }

  @Override
  public Verdict check(Ask ask, Access access) {
    return Guard.body(ask, access);
  }
}
