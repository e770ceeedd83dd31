package dev.ferry.testkit;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing the test is skipped, and says so loudly on
 * standard error: a skipped proof is no proof.
 */
public final class Requires {

  private Requires() {}

  /** Linux and root: mounts, namespaces, loop devices. */
  public static void linuxRoot(String what) {
    linux(what);
    check("root".equals(System.getProperty("user.name")), what, "root");
  }

  /** Linux: /proc, FIFOs, devices. */
  public static void linux(String what) {
    check(System.getProperty("os.name").equals("Linux"), what, "Linux");
  }

  /** A command on the PATH. */
  public static void command(String name, String what) {
    check(Commands.exists(name), what, "the command " + name);
  }

  /** Anything else. */
  public static void check(boolean present, String what, String need) {
    if (!present) {
      System.err.println("########## SKIPPED: " + what + " needs " + need + " ##########");
      Assumptions.abort(what + " needs " + need);
    }
  }
}
