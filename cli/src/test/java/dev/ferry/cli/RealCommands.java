package dev.ferry.cli;

import dev.ferry.cli.shell.Commands;

/** The commands of Ferry, for tests of the shell. */
public final class RealCommands {
  private RealCommands() {}

  /** All of them. */
  public static Commands all() {
    return new ShellCommands();
  }
}
