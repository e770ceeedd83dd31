package dev.ferry.inbox;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sets the final mode and time of many staged files, on a few threads: two system calls a file add
 * up. For one thread, which also closes it.
 */
final class FileFinisher implements AutoCloseable {
  private static final int BATCH = 512;
  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

  private final HeldFolder root;
  private final TreeSet<Long> lost = new TreeSet<>();
  private final Deque<Future<List<Job>>> running = new ArrayDeque<>();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("ferry-finish-", 0).factory());
  private List<Job> batch = new ArrayList<>(BATCH);

  private record Job(RelativePath path, FileEntry file, long index) {}

  /** Of files below {@code root}. */
  FileFinisher(HeldFolder root) {
    this.root = root;
  }

  /** Finishes a file soon. */
  void add(RelativePath path, FileEntry file, long index) throws IOException {
    batch.add(new Job(path, file, index));
    if (batch.size() == BATCH) {
      start();
    }
  }

  private void start() throws IOException {
    List<Job> jobs = batch;
    batch = new ArrayList<>(BATCH);
    running.add(workers.submit(() -> finish(jobs)));
    if (running.size() > 2 * THREADS) {
      collect();
    }
  }

  /** Finishes files one after another; returns those that are gone. */
  private List<Job> finish(List<Job> jobs) throws IOException {
    List<Job> gone = new ArrayList<>();
    try (OpenFolder folder = new OpenFolder(root)) {
      for (Job job : jobs) {
        try {
          folder
              .at(job.path().parent())
              .setModeAndTime(
                  job.path().name(),
                  FinalModes.of(job.file()),
                  job.file().modifiedNanos(),
                  FileKind.FILE);
        } catch (NoSuchFileException e) {
          gone.add(job);
        }
      }
    }
    return gone;
  }

  private void collect() throws IOException {
    try {
      for (Job job : running.remove().get()) {
        addLost(job.index());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were finished");
    }
  }

  /** Waits until all are finished. */
  void await() throws IOException {
    if (running.isEmpty()) {
      for (Job job : finish(batch)) {
        addLost(job.index());
      }
      return;
    }
    start();
    while (!running.isEmpty()) {
      collect();
    }
  }

  /** Counts a file as gone. */
  void addLost(long index) {
    lost.add(index);
  }

  /** The entries of the files that are gone. */
  SortedSet<Long> lost() {
    return lost;
  }

  /** Ends the threads, once they have done what they are at. */
  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
