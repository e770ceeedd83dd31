package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What a JVM holds before and after: platform and virtual threads, open descriptors. Take one
 * before, {@link #assertNothingLeft} after. Whoever runs other things in the same JVM meanwhile
 * sees them too.
 */
public final class LeakCheck {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /**
   * Class files, the listing itself, and the JDK's pollers of virtual threads, which come when
   * first needed. A selector that is left behind is still seen: it has an eventfd too.
   */
  private static final Pattern NOT_OURS =
      Pattern.compile("^$|\\.jar$|/fd$|^anon_inode:\\[eventpoll]$");

  private final Map<Long, String> threadsBefore;
  private final List<String> descriptorsBefore;

  private LeakCheck(Map<Long, String> threads, List<String> descriptors) {
    this.threadsBefore = threads;
    this.descriptorsBefore = descriptors;
  }

  /** What there is now. */
  public static LeakCheck begin() {
    return new LeakCheck(LiveThreads.all(), descriptors());
  }

  /**
   * Waits at most {@code grace} for threads and descriptors to go, then fails with those that are
   * left and were not there before.
   */
  public void assertNothingLeft(Duration grace) {
    awaitEmpty("threads", grace, this::newThreads);
    awaitEmpty("descriptors", grace, this::newDescriptors);
  }

  /**
   * Fails if {@code folder} or anything below it has one of these names: a staging folder that was
   * left behind.
   */
  public static void assertNoneNamed(Path folder, String... names) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> left =
          all.filter(path -> List.of(names).contains(String.valueOf(path.getFileName()))).toList();
      if (!left.isEmpty()) {
        throw new AssertionError("left behind: " + left);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> newThreads() {
    Map<Long, String> now = new TreeMap<>(LiveThreads.all());
    now.keySet().removeAll(threadsBefore.keySet());
    return List.copyOf(now.values());
  }

  private List<String> newDescriptors() {
    List<String> now = new ArrayList<>(descriptors());
    descriptorsBefore.forEach(now::remove);
    return now;
  }

  private static void awaitEmpty(String what, Duration grace, Supplier<List<String>> left) {
    try {
      Awaitility.await().atMost(grace).until(() -> left.get().isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(what + " left behind: " + String.join("\n", left.get()), e);
    }
  }

  /** What each descriptor points to; sockets by kind only, jars and the JVM's own left out. */
  private static List<String> descriptors() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return List.of();
    }
    List<String> targets = new ArrayList<>();
    try (Stream<Path> links = Files.list(DESCRIPTORS)) {
      for (Path link : links.toList()) {
        String target = targetOf(link);
        if (!NOT_OURS.matcher(target).find()) {
          targets.add(target.replaceAll("\\[\\d+]", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return targets;
  }

  private static String targetOf(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      // Closed between the listing and the look: the listing's own descriptor, for one.
      return "";
    }
  }
}
