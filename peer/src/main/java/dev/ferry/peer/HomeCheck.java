package dev.ferry.peer;

import dev.ferry.identity.Identity;
import dev.ferry.identity.KnownPeers;
import dev.ferry.peer.Finding.Topic;
import dev.ferry.store.History;
import dev.ferry.store.HistoryQuery;
import dev.ferry.store.Home;
import dev.ferry.store.OwnerOnly;
import dev.ferry.store.Settings;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of looking at the home; nothing is made in it.
 *
 * @param home null if it cannot be used, or is not there
 * @param identity null if it cannot be read, or is not there
 * @param settings null if they cannot be read, or there is no home
 */
record HomeCheck(
    List<Finding> findings,
    @Nullable Home home,
    @Nullable Identity identity,
    @Nullable Settings settings) {

  /** Looks at it. Blocks on the disk. */
  static HomeCheck of(PeerOptions options) {
    List<Finding> findings = new ArrayList<>();
    try {
      Path place = Home.place(Optional.ofNullable(options.home()), System.getenv());
      if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
        findings.add(missing(place));
        return new HomeCheck(findings, null, null, null);
      }
      return of(Home.at(place), options, findings);
    } catch (IOException e) {
      findings.add(Finding.problem(Topic.HOME, said(e)));
      return new HomeCheck(findings, null, null, null);
    }
  }

  /** When the disk gives no answer. */
  static HomeCheck silent(PeerOptions options) {
    Path given = options.home();
    Finding finding =
        Finding.problem(
            Topic.HOME,
            "the disk of the home folder gives no answer",
            "look whether "
                + (given == null ? "it" : given)
                + " is on a network disk that is away, or choose another folder with --home");
    return new HomeCheck(List.of(finding), null, null, null);
  }

  private static HomeCheck of(Home home, PeerOptions options, List<Finding> findings) {
    Trial trial = new Trial(findings);
    trial.run(() -> checkWritable(home));
    Settings settings = trial.get(() -> Settings.load(home, System.getenv()), SETTINGS_ADVICE);
    Identity identity = trial.get(() -> identityOf(home), "");
    trial.run(() -> KnownPeers.in(home).all());
    if (findings.isEmpty()) {
      findings.add(fine(home, options, settings));
    }
    trial.run(() -> {
      if (OwnerOnly.isOpenToOthers(home.folder())) {
        findings.add(
            Finding.note(
                Topic.HOME,
                "others may look into " + home.folder(),
                "chmod 700 on it keeps it for you alone"));
      }
    });
    return new HomeCheck(findings, home, identity, settings);
  }

  private static final String SETTINGS_ADVICE =
      "correct that line of the file, or delete it: then what is usual counts";

  private static Finding fine(Home home, PeerOptions options, @Nullable Settings settings) {
    String name =
        options.alias() != null ? options.alias() : settings == null ? "" : settings.alias();
    boolean made = Files.exists(home.file(Identity.FILE));
    return Finding.ok(
        Topic.HOME,
        home.folder()
            + (made ? " is in order" : " holds no identity yet: the first use makes it")
            + "; others see the name "
            + name);
  }

  private static Finding missing(Path place) {
    Path above = InboxCheck.nearestFolder(place);
    return above != null && Files.isWritable(above)
        ? Finding.ok(Topic.HOME, place + " is not there yet: the first use makes it")
        : Finding.problem(
            Topic.HOME,
            place + " is not there and cannot be made",
            "choose another folder with --home or FERRY_HOME");
  }

  private static void checkWritable(Home home) throws IOException {
    try {
      DiskSpeed.tryOut(home.folder());
    } catch (IOException e) {
      throw new IOException(
          "nothing can be written in the home folder "
              + home.folder()
              + " ("
              + InboxCheck.reason(e)
              + "): make it writable, or choose another with --home",
          e);
    }
  }

  /** None is made. */
  private static @Nullable Identity identityOf(Home home) throws IOException {
    return Files.exists(home.file(Identity.FILE), LinkOption.NOFOLLOW_LINKS)
        ? Identity.loadOrCreate(home)
        : null;
  }

  /** Whether the history can be opened. Blocks, for seconds if somebody holds it. */
  static List<Finding> history(@Nullable Home home) {
    List<Finding> findings = new ArrayList<>();
    if (home != null) {
      new Trial(findings).run(() -> History.in(home).query(new HistoryQuery("", 1, 0)));
    }
    return findings;
  }

  private static String said(IOException e) {
    return e instanceof FileSystemException file
        ? file.getFile() + " cannot be read (" + InboxCheck.reason(e) + ")"
        : String.valueOf(e.getMessage());
  }

  /** Something that may fail. */
  private interface Step {
    void run() throws IOException;
  }

  /** Something that may fail, or be there. */
  private interface Source<T> {
    @Nullable T get() throws IOException;
  }

  /** Makes failures into findings. */
  private record Trial(List<Finding> findings) {
    void run(Step step) {
      Object _ =
          get(
              () -> {
                step.run();
                return null;
              },
              "");
    }

    <T> @Nullable T get(Source<T> source, String advice) {
      try {
        return source.get();
      } catch (IOException e) {
        findings.add(
            advice.isEmpty()
                ? Finding.problem(Topic.HOME, said(e))
                : Finding.problem(Topic.HOME, said(e).replaceFirst("\\.$", ""), advice));
        return null;
      }
    }
  }
}
