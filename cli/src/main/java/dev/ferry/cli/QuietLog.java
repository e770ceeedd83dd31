package dev.ferry.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Configures java.util.logging when the first logger is asked for, and not before: nothing is
 * logged to the screen unless {@code --debug} asks for it.
 */
public final class QuietLog {
  private static final String CLASS_PROPERTY = "java.util.logging.config.class";
  private static final String LEVEL_PROPERTY = "dev.ferry.cli.log";

  /** Called by the log manager. */
  public QuietLog() throws IOException {
    String level = System.getProperty(LEVEL_PROPERTY, "OFF");
    String settings =
        """
        handlers = java.util.logging.ConsoleHandler
        .level = %s
        java.util.logging.ConsoleHandler.level = %s
        """
            .formatted(level, level);
    LogManager.getLogManager()
        .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes this the configuration of a log that nobody has used yet. */
  static void use(boolean debug) {
    System.setProperty(CLASS_PROPERTY, QuietLog.class.getName());
    System.setProperty(LEVEL_PROPERTY, debug ? "INFO" : "OFF");
  }
}
