package dev.ferry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A way to copy files that is timed. Servers it needs are started once; each run starts the client
 * anew, as a user would.
 */
interface Tool extends AutoCloseable {

  /** Its name in the table. */
  String name();

  /** Whether it can copy this. */
  boolean copies(Subject subject);

  /** What it lacks on this machine, if it cannot run here. */
  Optional<String> lacks();

  /** Starts its servers. Called once, before the first run. */
  void start() throws IOException;

  /** The command that copies {@code source} so that it appears below the folder {@code out}. */
  List<String> command(Subject subject, Path source, Path out);

  /** Its servers, whose cost counts too. */
  List<ProcessHandle> servers();

  /** Stops its servers. */
  @Override
  void close() throws IOException;
}
