package dev.ferry.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.peer.Finding.Topic;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Whether a firewall of this machine keeps others out, as far as this account may know.
 *
 * @param wanted the TCP port of the settings; 0 for any
 */
record FirewallCheck(int wanted) implements Callable<List<Finding>> {
  private static final long PATIENCE_MILLIS = 1_500;
  private static final int LONGEST = 1 << 20;
  private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin");
  private static final Path UFW = Path.of("/etc/ufw/ufw.conf");

  @Override
  public List<Finding> call() throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return List.of(
          Finding.note(
              Topic.FIREWALL,
              "whether the firewall of Windows lets others in cannot be seen from here",
              "allow Java in private networks when Windows asks, and make this network a private"
                  + " one in Settings > Network"));
    }
    if (system.startsWith("mac")) {
      return List.of(
          Finding.note(
              Topic.FIREWALL,
              "whether the firewall of macOS lets others in cannot be seen from here",
              "System Settings > Network > Firewall: let java in; Privacy & Security > Local"
                  + " Network: let the terminal in"));
    }
    return List.of(linux());
  }

  private Finding linux() throws IOException {
    String manager = manager();
    Optional<PacketFilter> rules = rules();
    if (rules.isPresent()) {
      return known(rules.get(), manager);
    }
    if (!manager.isEmpty()) {
      return Finding.note(
          Topic.FIREWALL,
          manager + " is on; whether it lets others in, only root can see",
          allow(manager));
    }
    return Finding.note(
        Topic.FIREWALL,
        "neither ufw nor firewalld is on; whether other rules keep others out, only root can see",
        "sudo nft list ruleset shows them");
  }

  private Finding known(PacketFilter rules, String manager) {
    return switch (rules) {
      case OPEN -> Finding.ok(Topic.FIREWALL, "it lets others in");
      case NAMED ->
          Finding.ok(Topic.FIREWALL, "it keeps strangers out, and has a rule for port " + port());
      case CLOSED ->
          Finding.problem(
              Topic.FIREWALL,
              (manager.isEmpty() ? "it" : manager)
                  + " keeps out what is not allowed, and no rule names port "
                  + port(),
              allow(manager));
    };
  }

  private String allow(String manager) {
    return switch (manager) {
      case "ufw" -> "sudo ufw allow " + port();
      case "firewalld" ->
          "sudo firewall-cmd --add-port=" + port() + "/tcp --add-port=" + port() + "/udp";
      default -> "let TCP and UDP " + port() + " come in";
    };
  }

  private int port() {
    return wanted == 0 ? PeerAddress.DEFAULT_PORT : wanted;
  }

  private static String manager() throws IOException {
    if (Files.isReadable(UFW)
        && Files.readAllLines(UFW).stream().anyMatch(line -> line.matches("ENABLED=\"?yes\"?"))) {
      return "ufw";
    }
    return runs("firewalld") ? "firewalld" : "";
  }

  private static boolean runs(String program) throws IOException {
    Path proc = Path.of("/proc");
    if (!Files.isDirectory(proc)) {
      return false;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (nameOf(process).equals(program)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String nameOf(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }

  private Optional<PacketFilter> rules() {
    return said("nft", "list", "ruleset")
        .map(said -> PacketFilter.ofNft(said, port()))
        .or(() -> said("iptables", "-S").map(said -> PacketFilter.ofIptables(said, port())));
  }

  /**
   * What a command of the system prints; empty if it is not there, may not, or takes too long. It
   * is looked for where only root can put it, not on the path: that may name the folder into which
   * files are received.
   */
  private static Optional<String> said(String program, String... args) {
    for (String folder : SYSTEM_FOLDERS) {
      if (Files.isExecutable(Path.of(folder, program))) {
        List<String> command = new ArrayList<>(List.of(folder + "/" + program));
        command.addAll(List.of(args));
        return said(command);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> said(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      Thread.ofVirtual().name("ferry-firewall").start(() -> endInTime(process));
      String said = new String(process.getInputStream().readNBytes(LONGEST), UTF_8);
      return process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() == 0
          ? Optional.of(said)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void endInTime(Process process) {
    try {
      if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
