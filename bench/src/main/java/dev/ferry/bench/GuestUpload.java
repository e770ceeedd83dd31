package dev.ferry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a file with a guest's link as the guests' page does it: an offer, ranges of 32 MiB over
 * three connections, and the end. The owner's answer is given as soon as the offer is there.
 */
final class GuestUpload {
  private static final long RANGE = 32L << 20;
  private static final int LANES = 3;
  private static final long LOOK_MILLIS = 10;
  private static final String ID = "benchbenchbenchbenchbe";
  private static final Pattern WAITING =
      Pattern.compile("\"offers\":\\[\\{.*?\"transfer\":\"(\\w+)\".*?\"since\":\"([^\"]+)\"");

  private final String link;
  private final String api;
  private final String owner;
  private final Path file;
  private final long length;
  private final String id;
  private final String guest;

  private GuestUpload(String link, String api, String owner, Path file) throws IOException {
    this.link = link;
    this.api = api;
    this.owner = owner;
    this.file = file;
    this.length = Files.size(file);
    this.id = ID + letters(System.nanoTime());
    this.guest = "Ferry: 1\r\nFerry-Guest: key-of-a-browser-" + id + "\r\n";
  }

  /** The link, the owner's API and its header lines, the file. */
  public static void main(String[] arguments) throws Exception {
    new GuestUpload(
            arguments[0], arguments[1], arguments[2].replace("\\n", "\r\n"), Path.of(arguments[3]))
        .run();
  }

  /** Four letters of an id that no earlier run had. */
  private static String letters(long seed) {
    StringBuilder letters = new StringBuilder();
    for (long left = seed >>> 16; letters.length() < 4; left >>= 5) {
      letters.append("abcdefghijklmnopqrstuvwxyz234567".charAt((int) (left & 31)));
    }
    return letters.toString();
  }

  private void run() throws Exception {
    FutureTask<String> offer =
        new FutureTask<>(() ->
            PlainHttp.ask(
                "POST",
                URI.create(link + "/uploads"),
                guest + "Content-Type: application/x-ndjson\r\n",
                offer()));
    Thread.ofPlatform().start(offer);
    accept(offer);
    if (!offer.get().contains("\"go\"")) {
      throw new IOException("not accepted: " + offer.get());
    }
    move();
    String end = PlainHttp.ask("POST", URI.create(link + "/done/" + id), guest, "");
    if (!end.contains("\"complete\"")) {
      throw new IOException("not complete: " + end);
    }
  }

  private String offer() throws IOException {
    return """
    {"ferry":1,"transfer":"%s","alias":"guest","title":"bench","clash":"update"}
    {"p":"%s","s":%d,"t":"%d"}
    {"end":{"entries":1,"files":1,"bytes":%d}}
    """
        .formatted(
            id,
            file.getFileName(),
            length,
            Files.getLastModifiedTime(file).to(TimeUnit.SECONDS),
            length);
  }

  private void accept(FutureTask<String> offer) throws IOException {
    while (!offer.isDone()) {
      String state = PlainHttp.ask("GET", URI.create(api + "/state"), owner, "");
      Matcher waiting = WAITING.matcher(state);
      if (waiting.find()) {
        String answer = api + "/offers/" + waiting.group(1) + "/answer";
        String all = "{\"since\":\"" + waiting.group(2) + "\",\"accept\":\"all\"}";
        PlainHttp.ask("POST", URI.create(answer), owner, all);
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
  }

  private void move() throws IOException, InterruptedException, ExecutionException {
    AtomicLong next = new AtomicLong();
    List<FutureTask<Boolean>> lanes = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      for (int i = 0; i < LANES; i++) {
        FutureTask<Boolean> lane = new FutureTask<>(() -> lane(channel, next));
        Thread.ofPlatform().start(lane);
        lanes.add(lane);
      }
      for (FutureTask<Boolean> lane : lanes) {
        lane.get();
      }
    }
  }

  private boolean lane(FileChannel channel, AtomicLong next) throws IOException {
    for (long from = next.getAndAdd(RANGE); from < length; from = next.getAndAdd(RANGE)) {
      long to = Math.min(length, from + RANGE);
      String range = "Content-Range: bytes " + from + "-" + (to - 1) + "/" + length + "\r\n";
      PlainHttp.put(
          URI.create(link + "/payload/" + id),
          guest + "Content-Type: application/octet-stream\r\n" + range,
          channel,
          from,
          to - from);
    }
    return true;
  }
}
