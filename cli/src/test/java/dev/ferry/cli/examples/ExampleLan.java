package dev.ferry.cli.examples;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.NamespaceLan;
import dev.ferry.testkit.NetworkNamespace;
import dev.ferry.testkit.Program;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The network that examples are written for: a machine called {@code nas} at 192.168.1.7, where a
 * person's shell receives and shares {@code photos} and {@code notes.txt} with everybody, and the
 * machine where the examples are typed, 192.168.1.5, which has met {@code nas} before and trusts
 * it: who is busy may be overheard by a look around. Needs root on Linux. Thread-safe.
 */
public final class ExampleLan implements AutoCloseable {
  /** Long enough for anything that does not hang, on a machine that is busy. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final NamespaceLan lan;
  private final Path folder;
  private final FerryProcess nas;
  private final Path first;
  private int places;

  private ExampleLan(NamespaceLan lan, Path folder) throws IOException {
    this.lan = lan;
    this.folder = folder;
    lan.machine(0).ip("addr", "add", "192.168.1.5/24", "dev", NetworkNamespace.INTERFACE);
    lan.machine(1).ip("addr", "add", "192.168.1.7/24", "dev", NetworkNamespace.INTERFACE);
    makeCommand();
    first = home("place0", folder.resolve("place0-inbox"));
    Path home = home("nas", nasInbox());
    Path goods = makeFiles(folder.resolve("nas-files"));
    nas =
        FerryProcess.start(
            goods, lan.machine(1).inside(FERRY), "--home", home.toString(), "--name", "nas");
    nas.type("receive --accept all");
    nas.type("share photos notes.txt --public");
    nas.awaitOutput("nas shares 3 files", LIMIT);
    Place before = new Place(first, first);
    before.run("ferry send --text hello --to 192.168.1.7");
    before.run("ferry trust nas");
  }

  /** Makes it, in {@code folder}; skips the test loudly if it cannot. */
  public static ExampleLan in(Path folder) throws IOException {
    NamespaceLan lan = NamespaceLan.of(2);
    try {
      return new ExampleLan(lan, folder);
    } catch (IOException | RuntimeException | Error e) {
      lan.close();
      throw e;
    }
  }

  /**
   * Somewhere new to type at: a home where nothing happened yet but that, and a folder with what
   * examples name. All of them are one peer: another key at the same address would be shouted
   * about.
   */
  public synchronized Place place() throws IOException {
    String name = "place" + ++places;
    Path home = home(name, folder.resolve(name + "-inbox"));
    copyPeer(home);
    Path files = makeFiles(folder.resolve(name + "-files"));
    return new Place(home, files);
  }

  private void copyPeer(Path home) throws IOException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(first, "{identity,known}*")) {
      for (Path file : kept) {
        Files.copy(file, home.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Where {@code nas} receives. */
  public Path nasInbox() {
    return folder.resolve("nas-inbox");
  }

  /** Has a line typed at the shell of {@code nas}. */
  public void atNas(String line) {
    nas.type(line);
  }

  private Path home(String name, Path inbox) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(home.resolve("settings.conf"), "inbox = " + inbox + "\n");
    Files.createFile(home.resolve("shell-history"));
    return home;
  }

  /** {@code ferry}, as it is once it is installed. */
  private void makeCommand() throws IOException {
    StringBuilder script = new StringBuilder("#!/bin/sh\nexec");
    FERRY.command().forEach(word -> script.append(" '").append(word).append('\''));
    Path command = Files.createDirectories(folder.resolve("bin")).resolve("ferry");
    Files.writeString(command, script.append(" \"$@\"\n"));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path makeFiles(Path files) throws IOException {
    Path photos = Files.createDirectories(files.resolve("photos"));
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "jpg", photos.resolve("a.jpg").toFile());
    Files.writeString(photos.resolve("list.tmp"), "temporary");
    Files.writeString(files.resolve("notes.txt"), "[\"hello\"]\n");
    Files.writeString(files.resolve("people.csv"), "id,name\n1,Ann\n2,Bob\n");
    Files.createDirectories(files.resolve("src"));
    Files.writeString(files.resolve("src/Main.java"), "class Main {}\n");
    return files;
  }

  @Override
  public void close() {
    nas.close();
    lan.close();
  }

  /** A home, and the folder where one is. */
  public final class Place {
    private final Path home;
    private final Path files;

    private Place(Path home, Path files) {
      this.home = home;
      this.files = files;
    }

    /** Its home. */
    public Path home() {
      return home;
    }

    /** A path as it is typed here. */
    public Path file(String path) {
      return files.resolve(path);
    }

    /** Where is received unless said otherwise. */
    public Path inbox() {
      return home.resolveSibling(home.getFileName() + "-inbox");
    }

    /** Starts a line of bash. */
    public FerryProcess start(String line) {
      Program bash = new Program(List.of("bash", "-c"), environment());
      return FerryProcess.start(files, lan.machine(0).inside(bash), line);
    }

    /** Runs a line of bash to its end, which must be a good one, and returns what it printed. */
    public String run(String line) {
      try (FerryProcess process = start(line)) {
        process.endInput();
        process.assertExit(0, LIMIT);
        return String.join("\n", process.output()) + "\n" + String.join("\n", process.errors());
      }
    }

    private Map<String, String> environment() {
      return Map.of(
          "PATH",
          folder.resolve("bin") + ":" + System.getenv("PATH"),
          "HOME",
          files.toString(),
          "FERRY_HOME",
          home.toString(),
          "LC_ALL",
          "C.UTF-8");
    }
  }
}
