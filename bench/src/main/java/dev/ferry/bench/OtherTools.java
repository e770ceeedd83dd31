package dev.ferry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tools a user would pick instead, over loopback like Ferry, with throw-away keys and servers
 * that run only while the benchmark does. What is not installed is left out.
 */
final class OtherTools implements AutoCloseable {

  private final Path work;
  private final List<ServerProcess> ssh = new ArrayList<>();
  private final List<ServerProcess> nginx = new ArrayList<>();
  private final List<ServerProcess> rsync = new ArrayList<>();
  private int sshPort;
  private int httpsPort;
  private int rsyncPort;

  private OtherTools(Path work) {
    this.work = work;
  }

  /** Starts the servers of those that are installed. {@code source} is what they may serve. */
  static OtherTools start(Path work, Path source, Path out) throws IOException {
    Files.createDirectories(work);
    OtherTools tools = new OtherTools(work);
    try {
      if (CommandTool.installed("sshd")) {
        tools.startSsh();
      }
      if (CommandTool.installed("nginx") && CommandTool.installed("openssl")) {
        tools.startNginx(source);
      }
      if (CommandTool.installed("rsync")) {
        tools.startRsync(out);
      }
      return tools;
    } catch (IOException e) {
      tools.close();
      throw e;
    }
  }

  /** All of them, installed or not. */
  List<Tool> all() {
    return List.of(
        new CommandTool("cp", List.of("cp"), List.of())
            .copying(Subject.LARGE, (from, out) -> List.of("cp", at(from), at(out)))
            .copying(Subject.TREE, (from, out) -> List.of("cp", "-a", at(from), at(out))),
        new CommandTool("curl <- nginx, TLS 1.3", List.of("curl", "nginx", "openssl"), nginx)
            .copying(Subject.LARGE, this::curl),
        new CommandTool("scp, aes128-gcm", List.of("scp", "sshd"), ssh)
            .copying(Subject.LARGE, (from, out) -> scp(from, out, "-O"))
            .copying(Subject.TREE, (from, out) -> scp(from, out, "-Or")),
        new CommandTool("rsync over ssh", List.of("rsync", "sshd"), ssh)
            .copying(Subject.LARGE, this::rsyncOverSsh)
            .copying(Subject.TREE, this::rsyncOverSsh),
        new CommandTool("rsync daemon, plain", List.of("rsync"), rsync)
            .copying(Subject.LARGE, this::rsyncDaemon)
            .copying(Subject.TREE, this::rsyncDaemon),
        new CommandTool("tar | ssh", List.of("tar", "sshd"), ssh)
            .copying(Subject.LARGE, this::tarOverSsh)
            .copying(Subject.TREE, this::tarOverSsh));
  }

  @Override
  public void close() {
    List.of(ssh, nginx, rsync).forEach(servers -> servers.forEach(ServerProcess::close));
  }

  private void startSsh() throws IOException {
    for (String key : List.of("host", "user")) {
      if (!Files.exists(work.resolve(key))) {
        Shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", at(work.resolve(key)));
      }
    }
    Files.createDirectories(Path.of("/run/sshd"));
    sshPort = ServerProcess.freePort();
    ssh.add(
        ServerProcess.start(
            work.resolve("sshd.log"),
            sshPort,
            "/usr/sbin/sshd",
            "-D",
            "-e",
            "-f",
            "/dev/null",
            "-p",
            Integer.toString(sshPort),
            "-h",
            at(work.resolve("host")),
            "-o",
            "AuthorizedKeysFile=" + at(work.resolve("user.pub")),
            "-o",
            "StrictModes=no",
            "-o",
            "PidFile=none",
            "-o",
            "ListenAddress=127.0.0.1"));
  }

  private void startNginx(Path source) throws IOException {
    Shell.run(
        "sh",
        "-c",
        "cd \"$1\" && [ -f cert.pem ] || openssl req -x509 -newkey ec -pkeyopt"
            + " ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -subj /CN=bench -days"
            + " 99 2>/dev/null",
        "sh",
        at(work));
    httpsPort = ServerProcess.freePort();
    Path configuration = work.resolve("nginx.conf");
    Files.writeString(configuration, nginxConfiguration(source));
    nginx.add(
        ServerProcess.start(
            work.resolve("nginx.log"),
            httpsPort,
            "nginx",
            "-c",
            at(configuration),
            "-g",
            "daemon off;"));
  }

  private String nginxConfiguration(Path source) throws IOException {
    String temporary = at(Files.createDirectories(work.resolve("nginx")));
    return """
    user root; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log; events {}
    http { access_log off; sendfile on;
      client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
      uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
      server { listen 127.0.0.1:%2$d ssl; ssl_protocols TLSv1.3; ssl_buffer_size 16k; root %4$s;
        ssl_certificate %3$s/cert.pem; ssl_certificate_key %3$s/key.pem; } }
    """
        .formatted(temporary, httpsPort, at(work), at(source));
  }

  private void startRsync(Path out) throws IOException {
    Path configuration = work.resolve("rsyncd.conf");
    Files.writeString(
        configuration,
        "uid=root\ngid=root\nuse chroot=no\n[out]\npath=%s\nread only=no\n".formatted(at(out)));
    rsyncPort = ServerProcess.freePort();
    rsync.add(
        ServerProcess.start(
            work.resolve("rsyncd.log"),
            rsyncPort,
            "rsync",
            "--daemon",
            "--no-detach",
            "--config=" + at(configuration),
            "--port=" + rsyncPort,
            "--address=127.0.0.1"));
  }

  private List<String> curl(Path source, Path out) {
    return List.of(
        "curl",
        "-s",
        "-f",
        "-k",
        "--tlsv1.3",
        "-o",
        at(out.resolve(source.getFileName())),
        "https://127.0.0.1:" + httpsPort + "/" + source.getFileName());
  }

  private List<String> scp(Path source, Path out, String flags) {
    List<String> command = new ArrayList<>(List.of("scp", flags, "-q", "-P", "" + sshPort));
    command.addAll(sshOptions());
    command.addAll(List.of(at(source), "127.0.0.1:" + at(out) + "/"));
    return command;
  }

  private List<String> rsyncOverSsh(Path source, Path out) {
    return List.of("rsync", "-aW", "-e", sshCommand(), at(source), "127.0.0.1:" + at(out) + "/");
  }

  private List<String> rsyncDaemon(Path source, Path out) {
    return List.of("rsync", "-aW", at(source), "rsync://127.0.0.1:" + rsyncPort + "/out/");
  }

  private List<String> tarOverSsh(Path source, Path out) {
    return List.of(
        "sh",
        "-c",
        "tar -C \"$1\" -cf - \"$2\" | " + sshCommand() + " 127.0.0.1 tar -C \"$3\" -xf -",
        "sh",
        at(parent(source)),
        source.getFileName().toString(),
        at(out));
  }

  private String sshCommand() {
    return "ssh -q -p " + sshPort + " " + String.join(" ", sshOptions());
  }

  private List<String> sshOptions() {
    return List.of(
        "-i",
        at(work.resolve("user")),
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-c",
        "aes128-gcm@openssh.com");
  }

  private static Path parent(Path path) {
    return path.toAbsolutePath().resolveSibling("");
  }

  private static String at(Path path) {
    return path.toAbsolutePath().toString();
  }
}
