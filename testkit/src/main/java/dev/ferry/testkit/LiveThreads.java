package dev.ferry.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every thread of this JVM by its id, virtual ones too: the JVM's thread dump knows them. */
final class LiveThreads {

  /** Threads of the JVM, of JUnit and of this package's own readers come and go by themselves. */
  private static final List<String> NOT_OURS =
      List.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Service Thread",
          "Monitor Deflation",
          "Common-Cleaner",
          "Notification Thread",
          "Attach Listener",
          "process reaper",
          "Read-Poller",
          "Write-Poller",
          "MasterPoller",
          "SubPoller",
          "VirtualThread-unparker",
          "VirtualThread-unblocker",
          "ForkJoinPool-1-",
          "awaitility",
          "surefire",
          "junit",
          "Compiler",
          "C1 ",
          "C2 ",
          "JFR");

  private LiveThreads() {}

  static Map<Long, String> all() {
    Path folder = null;
    Path file = null;
    try {
      folder = Files.createTempDirectory("threads");
      file = folder.resolve("dump.json");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
      delete(folder);
    }
  }

  private static Map<Long, String> parse(String json) {
    Map<?, ?> root = (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(json);
    Map<?, ?> dump = (Map<?, ?>) Objects.requireNonNull(root.get("threadDump"));
    Map<Long, String> threads = new TreeMap<>();
    for (Object container : (List<?>) Objects.requireNonNull(dump.get("threadContainers"))) {
      Object inContainer = Objects.requireNonNull(((Map<?, ?>) container).get("threads"));
      for (Object thread : (List<?>) inContainer) {
        add((Map<?, ?>) thread, threads);
      }
    }
    return threads;
  }

  private static void add(Map<?, ?> thread, Map<Long, String> threads) {
    String name = String.valueOf(thread.get("name"));
    if (NOT_OURS.stream().noneMatch(name::startsWith)) {
      long id = Long.parseLong(String.valueOf(thread.get("tid")).replace(".0", ""));
      threads.put(id, name + " " + stackOf(thread));
    }
  }

  private static String stackOf(Map<?, ?> thread) {
    return thread.get("stack") instanceof List<?> stack
        ? String.valueOf(stack.subList(0, Math.min(8, stack.size())))
        : "";
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
