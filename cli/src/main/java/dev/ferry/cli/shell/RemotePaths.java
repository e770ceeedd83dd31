package dev.ferry.cli.shell;

import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.reader.Candidate;

/**
 * Completes paths in what peers share. Listings are waited for a second and a half at most, and
 * remembered for a minute. Nothing is asked for a PIN. Used by the reading thread.
 */
final class RemotePaths {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Each may have thousands of long names: whoever shares chose them. */
  private static final int MOST_LISTINGS = 8;

  private final Resident resident;
  private final RemoteCommands remote;
  private final Map<String, Listing> listings =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Listing> eldest) {
          return size() > MOST_LISTINGS;
        }
      };

  RemotePaths(Resident resident, RemoteCommands remote) {
    this.resident = resident;
    this.remote = remote;
  }

  /** A folder, and when it was listed. */
  private record Listing(RemoteFolder folder, long at) {}

  /** Paths seen from where {@code cd} has gone. */
  void here(String typed, List<Candidate> candidates) {
    RemotePlace place = remote.place();
    if (place != null) {
      String folder = folder(typed);
      add(place.address(), place.resolve(folder), remote.pin(), folder, candidates);
    }
  }

  /** {@code PEER/PATH}. */
  void at(String typed, List<Candidate> candidates) {
    int slash = typed.indexOf('/');
    String folder = folder(typed);
    String path = folder.substring(slash + 1).replaceAll("/+$", "");
    address(typed.substring(0, slash))
        .ifPresent(address -> add(address, path, PinSource.none(), folder, candidates));
  }

  /** Paths of a peer that was named before. */
  void of(String peer, String typed, List<Candidate> candidates) {
    String folder = folder(typed);
    address(peer)
        .ifPresent(address ->
            add(address, folder.replaceAll("/+$", ""), PinSource.none(), folder, candidates));
  }

  private static String folder(String typed) {
    return typed.substring(0, typed.lastIndexOf('/') + 1);
  }

  /** Only what is known without looking around: an address, or somebody who is near. */
  private Optional<PeerAddress> address(String typed) {
    Optional<PeerAddress> near =
        resident.neighbours().all().stream()
            .filter(peer -> peer.alias().equalsIgnoreCase(typed))
            .map(NearPeer::address)
            .findFirst();
    if (near.isPresent()) {
      return near;
    }
    try {
      return Optional.of(PeerAddress.parse(typed));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void add(
      PeerAddress address, String path, PinSource pin, String before, List<Candidate> candidates) {
    for (Entry entry : listing(address, path, pin)) {
      String name = entry.path().name();
      if (DisplayName.escape(name).equals(name)) {
        candidates.add(LocalPaths.candidate(before, name, entry instanceof FolderEntry));
      }
    }
  }

  private List<Entry> listing(PeerAddress address, String path, PinSource pin) {
    String key = address + " " + path;
    Listing known = listings.get(key);
    if (known != null && System.nanoTime() - known.at() < FRESH_NANOS) {
      return known.folder().entries();
    }
    FutureTask<RemoteFolder> task =
        new FutureTask<>(() -> RemoteFolder.list(resident.peer(), address, path, pin, PATIENCE));
    Thread lister = Thread.ofVirtual().name("completion").start(task);
    try {
      RemoteFolder folder = task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      listings.put(key, new Listing(folder, System.nanoTime()));
      return folder.entries();
    } catch (ExecutionException | TimeoutException e) {
      lister.interrupt();
      return List.of();
    } catch (InterruptedException e) {
      lister.interrupt();
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
