package dev.ferry.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A clone that holds the real launcher and next to nothing else: its Maven and its JDK are small
 * scripts that write down how they were called, so a build takes no time and can be made to fail.
 */
final class ScratchClone {
  private static final String JAVA =
      """
      #!/bin/sh
      for a in "$@"; do
        case $a in
          -XX:AOTCacheOutput=*) : >"${a#*=}"; exit 0 ;;
          */RenewClasses.java) exit 0 ;;
        esac
      done
      printf '%s\\n' "$@" >"$FAKE_NOTES/flags"
      while [ "$1" != -jar ]; do shift; done
      shift 2
      printf '%s\\n' $$ >"$FAKE_NOTES/pid"
      printf '%s\\n' "$LC_ALL" >"$FAKE_NOTES/locale"
      [ $# -eq 0 ] || printf '%s\\0' "$@" >"$FAKE_NOTES/arguments"
      cat >"$FAKE_NOTES/stdin"
      exit "${FAKE_EXIT:-0}"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME" >>"$FAKE_NOTES/builds"
      echo '[INFO] Building Ferry: cli 0.1.0-SNAPSHOT'
      if [ -n "$FAKE_MAVEN_FAILS" ]; then echo '[ERROR] something broke here'; exit 1; fi
      sleep 0.3
      mkdir -p .build/classes/ferry-cli/runtime
      : >.build/classes/ferry-cli/runtime/ferry-cli.jar
      """;

  private final Path base;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<Process, Path> outputs = new HashMap<>();

  /** Makes a clone below {@code base}, with Maven and a good JDK on its PATH. */
  ScratchClone(Path base) throws IOException {
    this.base = base;
    Files.createDirectories(notes());
    copyLauncher();
    writeFile(root().resolve("pom.xml"), "<project/>");
    writeFile(source(), "class A {}");
    writeProgram(tools().resolve("mvn"), MAVEN);
    jdk("jdk", "25.0.1");
    environment.put("HOME", base.toString());
    environment.put("FAKE_NOTES", notes().toString());
    environment.put("JAVA_HOME", base.resolve("jdk").toString());
    environment.put("PATH", tools() + ":/usr/bin:/bin");
  }

  /** How a run of the launcher ended. */
  record Run(int exit, String out, String err) {}

  Path root() {
    return base.resolve("a clone, ünusual");
  }

  Path source() {
    return root().resolve("cli/src/main/java/A.java");
  }

  private Path notes() {
    return base.resolve("notes");
  }

  /** A folder that is first on PATH. */
  Path tools() {
    return base.resolve("tools");
  }

  /** Sets an environment variable for the runs that follow. */
  ScratchClone with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Makes a folder that looks like a JDK of the given version. */
  Path jdk(String name, String version) throws IOException {
    Path home = base.resolve(name);
    writeFile(
        home.resolve("release"),
        "IMPLEMENTOR=\"Someone\"\nJAVA_RUNTIME_VERSION=\"%s+9-LTS\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(version, version));
    writeProgram(home.resolve("bin/javac"), "#!/bin/sh\n");
    writeProgram(home.resolve("bin/java"), JAVA);
    return home;
  }

  /** Starts the launcher without waiting for it. */
  Process start(Path command, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(command.toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(base.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path out = Files.createTempFile(base, "out", "");
    builder.redirectOutput(out.toFile());
    builder.redirectError(Path.of(out + ".err").toFile());
    builder.redirectInput(Files.writeString(base.resolve("input"), "piped in").toFile());
    Process process = builder.start();
    outputs.put(process, out);
    return process;
  }

  /** Waits for the end of what {@link #start} started. */
  Run end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher did not end within a minute");
    }
    Path out = requireNonNull(outputs.get(process));
    return new Run(
        process.exitValue(), Files.readString(out), Files.readString(Path.of(out + ".err")));
  }

  /** Runs the launcher to its end. */
  Run ferry(String... arguments) throws IOException, InterruptedException {
    return end(start(root().resolve("ferry"), arguments));
  }

  /** What the started program wrote down under a name; empty when it was not reached. */
  String noted(String name) throws IOException {
    Path note = notes().resolve(name);
    return Files.exists(note) ? Files.readString(note) : "";
  }

  /** How often Maven was called. */
  long builds() throws IOException {
    return noted("builds").lines().count();
  }

  private void copyLauncher() throws IOException {
    Path original = projectRoot();
    Files.createDirectories(root().resolve("scripts"));
    try (Stream<Path> scripts = Files.list(original.resolve("scripts"))) {
      for (Path script : Stream.concat(scripts, Stream.of(original.resolve("ferry"))).toList()) {
        Files.copy(
            script,
            root().resolve(original.relativize(script)),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Tests run in their module's folder. */
  private static Path projectRoot() {
    return requireNonNull(Path.of("").toAbsolutePath().getParent());
  }

  static void writeFile(Path file, String text) throws IOException {
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.writeString(file, text, UTF_8);
  }

  static void writeProgram(Path file, String text) throws IOException {
    writeFile(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }
}
