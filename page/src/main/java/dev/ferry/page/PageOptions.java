package dev.ferry.page;

/**
 * How the owner's page is served. Immutable.
 *
 * @param port of this machine's own address; 0 for any that is free
 */
public record PageOptions(int port) {
  private static final int LAST_PORT = 65_535;

  /** Refuses an impossible port. */
  public PageOptions {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** At any free port. */
  public static PageOptions standard() {
    return new PageOptions(0);
  }
}
