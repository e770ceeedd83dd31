package dev.ferry.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where a platform's users expect what a program keeps, and what they receive.
 *
 * @param folder the home folder
 * @param inbox where received files land
 */
record HomeConvention(Path folder, Path inbox) {
  private static final String NAME = "Ferry";

  /** The convention of the system this runs on, for the user it runs as. */
  static HomeConvention ofThisMachine(Map<String, String> environment) {
    return of(System.getProperty("os.name", ""), userFolder(environment), environment);
  }

  /** The user's own folder, what a shell calls {@code ~}. */
  static Path userFolder(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home", ".") : home).toAbsolutePath();
  }

  /** The convention of {@code system}, a value of {@code os.name}. */
  static HomeConvention of(String system, Path user, Map<String, String> environment) {
    Path inbox = user.resolve("Downloads").resolve(NAME);
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path data = local.isBlank() ? user.resolve("AppData").resolve("Local") : Path.of(local);
      return new HomeConvention(data.resolve(NAME), inbox);
    }
    if (lower.startsWith("mac")) {
      Path support = user.resolve("Library").resolve("Application Support");
      return new HomeConvention(support.resolve(NAME), inbox);
    }
    return new HomeConvention(xdgData(user, environment).resolve("ferry"), inbox);
  }

  /** The XDG base directory specification wants relative paths to be ignored. */
  private static Path xdgData(Path user, Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return data.startsWith("/") ? Path.of(data) : user.resolve(".local").resolve("share");
  }
}
