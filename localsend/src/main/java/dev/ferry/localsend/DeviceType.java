package dev.ferry.localsend;

import java.util.Locale;

/** What kind of thing a device says it is. */
public enum DeviceType {
  /** A phone or tablet. */
  MOBILE,
  /** A computer with somebody in front of it; also what says nothing, or something unknown. */
  DESKTOP,
  /** A browser. */
  WEB,
  /** A program without a screen, on a command line for example. */
  HEADLESS,
  /** A program that always runs. */
  SERVER;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a word from the wire; as the apps do, unknown ones are desktops. */
  static DeviceType of(String word) {
    return switch (word) {
      case "mobile" -> MOBILE;
      case "web" -> WEB;
      case "headless" -> HEADLESS;
      case "server" -> SERVER;
      default -> DESKTOP;
    };
  }
}
