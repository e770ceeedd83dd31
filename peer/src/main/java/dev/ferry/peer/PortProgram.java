package dev.ferry.peer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which program of this machine listens at a port, as far as this account may see it: Linux tells
 * it in {@code /proc} of the account's own processes; elsewhere nothing is known.
 */
final class PortProgram {
  private static final Path PROC = Path.of("/proc");

  /** Columns of {@code /proc/net/tcp}, see proc_pid_net(5). */
  private static final int LOCAL = 1;

  private static final int STATE = 3;
  private static final int INODE = 9;

  /** A table of the kernel, with the state of a socket that takes what comes. */
  private enum Table {
    TCP("0A"),
    UDP("07");

    private final String open;

    Table(String open) {
      this.open = open;
    }

    private List<String> files() {
      String name = name().toLowerCase(Locale.ROOT);
      return List.of(name, name + "6");
    }
  }

  private PortProgram() {}

  /** Its name and process id, for a person: {@code localsend_app (process 4711)}. Reads files. */
  static Optional<String> at(int port) {
    return at(Table.TCP, port);
  }

  /** The same of the port of UDP. */
  static Optional<String> atUdp(int port) {
    return at(Table.UDP, port);
  }

  private static Optional<String> at(Table kind, int port) {
    try {
      Set<String> sockets = new HashSet<>();
      for (String table : kind.files()) {
        addOpen(PROC.resolve("net").resolve(table), kind, port, sockets);
      }
      return sockets.isEmpty() ? Optional.empty() : holder(sockets);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void addOpen(Path table, Table kind, int port, Set<String> sockets)
      throws IOException {
    if (!Files.isReadable(table)) {
      return;
    }
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    for (String line : Files.readAllLines(table)) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length > INODE
          && columns[LOCAL].endsWith(suffix)
          && columns[STATE].equals(kind.open)) {
        sockets.add("socket:[" + columns[INODE] + "]");
      }
    }
  }

  private static Optional<String> holder(Set<String> sockets) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of(name + " (process " + process.getFileName() + ")");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path each : open) {
        if (sockets.contains(Files.readSymbolicLink(each).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      // Somebody else's, or it has ended meanwhile: it is not the one, as far as can be seen.
      return false;
    }
    return false;
  }
}
