package dev.ferry.store;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the machine is called, without asking the network where that can be helped. */
final class HostName {
  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
  private static final String NAMELESS = "ferry";

  private HostName() {}

  static String ofThisMachine(Map<String, String> environment) {
    String name = ask(environment).strip();
    int dot = name.indexOf('.');
    String first = dot > 0 ? name.substring(0, dot) : name;
    if (first.isEmpty()) {
      return NAMELESS;
    }
    return first.substring(0, Math.min(first.length(), Settings.LONGEST_ALIAS));
  }

  private static String ask(Map<String, String> environment) {
    String windows = environment.getOrDefault("COMPUTERNAME", "");
    if (!windows.isBlank()) {
      return windows;
    }
    try {
      return Files.isReadable(LINUX)
          ? Files.readString(LINUX)
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return NAMELESS;
    }
  }
}
