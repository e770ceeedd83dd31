package dev.ferry.page.api;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.json.Fields;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLevel;
import dev.ferry.manifest.ManifestLevel.Child;
import dev.ferry.manifest.RelativePath;
import dev.ferry.peer.WaitingOffer;
import dev.ferry.peer.events.EventWords;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.preview.Preview;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows offers that wait, and takes answers to them. Thread-safe; blocks on disk. */
final class OfferCalls {
  private static final int USUAL_ENTRIES = 200;
  private static final int MOST_ENTRIES = 1_000;

  private static final String TOO_MANY =
      "these are too many single files for one answer: tick whole folders, or accept everything";

  private final RunningPeer running;
  private final OfferPreviews previews = new OfferPreviews();

  OfferCalls(RunningPeer running) {
    this.running = running;
  }

  private WaitingOffer find(ApiCall call) throws ProblemException {
    return running.desk().offer(call.transfer()).orElseThrow(OfferCalls::gone);
  }

  private static ProblemException gone() {
    return new ProblemException(
        Problem.NOT_FOUND,
        "no offer with this id waits for an answer; it was answered, or its sender went away");
  }

  void show(ApiCall call) throws IOException {
    call.ok(OfferJson.put(JsonLine.object(), find(call)));
  }

  void entries(ApiCall call) throws IOException {
    WaitingOffer pending = find(call);
    String folder = call.query("path");
    int most = call.number("limit", 1, MOST_ENTRIES, USUAL_ENTRIES);
    ManifestLevel.Page page;
    try {
      page =
          ManifestLevel.page(
              pending.offer().manifest(),
              folder == null ? null : RelativePath.parse(folder),
              call.query("after"),
              most);
    } catch (BadPathException e) {
      throw new ProblemException(Problem.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // It was answered in the middle, and its list is gone.
      throw running.desk().offer(call.transfer()).isEmpty() ? gone() : e;
    }
    call.ok(level(folder, page));
  }

  static JsonLine level(@Nullable String folder, ManifestLevel.Page page) {
    return JsonLine.object()
        .put("path", folder)
        .putObjects("entries", page.children(), OfferCalls::entry)
        .put("more", page.more());
  }

  private static void entry(JsonLine line, Child child) {
    line.put("name", child.path().name()).put("index", child.index());
    switch (child.entry()) {
      case null -> line.put("kind", "folder").put("entries", child.below());
      case FolderEntry _ -> line.put("kind", "folder").put("entries", child.below());
      case FileEntry file ->
          line.put("kind", "file")
              .put("bytes", file.size())
              .put("modified", Instant.ofEpochSecond(0, file.modifiedNanos()).toString())
              .put("type", FileKind.ofName(file.path().name()).slug());
      case LinkEntry link -> line.put("kind", "link").put("target", link.target());
    }
  }

  void preview(ApiCall call) throws IOException {
    WaitingOffer pending = find(call);
    Manifest manifest = pending.offer().manifest();
    String index = call.part("index");
    if (!index.matches("\\d{1,9}") || Long.parseLong(index) >= manifest.entries()) {
      throw new ProblemException(Problem.NOT_FOUND, "the offer has no such file");
    }
    call.exchange().takesLong();
    Entry entry;
    try (Manifest.Cursor cursor = manifest.walkFrom(Long.parseLong(index))) {
      entry = cursor.next();
    }
    if (!(entry instanceof FileEntry file)) {
      throw new ProblemException(Problem.NOT_FOUND, "the offer has no such file");
    }
    call.ok(PreviewBody.of(file.path().toString(), preview(pending, Long.parseLong(index), file)));
  }

  private Preview preview(WaitingOffer pending, long index, FileEntry file) throws IOException {
    try {
      return previews
          .of(pending, index, file)
          .orElseThrow(() ->
              new ProblemException(Problem.NOT_FOUND, "the sender shows nothing of this file"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  void answer(ApiCall call) throws IOException {
    TransferId id = call.transfer();
    WaitingOffer pending = find(call);
    Fields asked = call.longBody(TOO_MANY);
    call.exchange().takesLong();
    checkSeen(asked, pending);
    Answer answer = answerOf(asked, pending.offer());
    boolean trust = asked.flag("trust", false) && !(answer instanceof Answer.Decline);
    if (trust) {
      checkTrustworthy(pending.offer().from());
    }
    String by = asked.optionalText("by");
    if (!running.desk().answer(pending, answer, by == null ? "page" : DisplayName.escape(by, 20))) {
      throw gone();
    }
    if (trust) {
      running.peer().trust(pending.offer().from().fingerprint().hex());
    }
    previews.forget(pending);
    call.ok(JsonLine.object().put("transfer", id.text()).put("answer", EventLog.word(answer)));
  }

  /** A sender may withdraw an offer, and make another one under its id. */
  private static void checkSeen(Fields asked, WaitingOffer pending) throws IOException {
    if (!asked.text("since").equals(pending.since().toString())) {
      throw gone();
    }
  }

  private static void checkTrustworthy(RemotePeer from) throws ProblemException {
    if (!from.proven() || from.standing() == Standing.CHANGED) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "this peer cannot be trusted so: it has proved no key, or another one than before");
    }
  }

  private static Answer answerOf(Fields asked, Offer offer) throws IOException {
    String word = asked.optionalText("clash");
    @Nullable ClashPolicy policy = word == null ? null : EventWords.clash(word);
    if (!asked.isText("accept")) {
      return new Answer.Some(chosen(asked.texts("accept"), offer.manifest()), policy, into(asked));
    }
    return switch (asked.text("accept")) {
      case "all" -> new Answer.All(policy, into(asked));
      case "none" -> {
        String reason = asked.optionalText("reason");
        yield new Answer.Decline(reason == null ? "" : reason);
      }
      default ->
          throw new ProblemException(
              Problem.BAD_REQUEST, "accept should be all, none, or a list of paths");
    };
  }

  private static EntrySet chosen(List<String> paths, Manifest manifest) throws IOException {
    List<EntrySet.Run> runs = new ArrayList<>();
    for (String text : paths) {
      Optional<EntrySet.Run> run;
      try {
        run = ManifestLevel.run(manifest, RelativePath.parse(text));
      } catch (BadPathException e) {
        run = Optional.empty();
      }
      runs.add(
          run.orElseThrow(() ->
              new ProblemException(
                  Problem.BAD_REQUEST, DisplayName.escape(text) + " is not in the offer")));
    }
    if (runs.isEmpty()) {
      throw new ProblemException(Problem.BAD_REQUEST, "an empty list accepts nothing: say none");
    }
    return EntrySet.ofRuns(runs, manifest.entries());
  }

  /** Made and looked at before the offer is answered, so that it waits on if that cannot be. */
  private static @Nullable Path into(Fields asked) throws IOException {
    String text = asked.optionalText("into");
    if (text == null) {
      return null;
    }
    Path folder = TransferRequest.path(text);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unusable(folder);
    }
    if (!Files.isWritable(folder)) {
      throw unusable(folder);
    }
    return folder;
  }

  private static ProblemException unusable(Path folder) {
    return new ProblemException(
        Problem.DESTINATION,
        "nothing can be saved in "
            + DisplayName.escape(folder.toString())
            + ": it is no folder, or may not be written; choose another one");
  }
}
