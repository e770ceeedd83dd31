package dev.ferry.page.api;

import dev.ferry.identity.DisplayName;
import dev.ferry.json.Fields;
import dev.ferry.manifest.FileKind;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.preview.Preview;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Previewer;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the files of this machine to its owner, to choose from. Thread-safe; blocks on disk. */
final class FileCalls {
  private static final int USUAL = 500;
  private static final int MOST = 2_000;

  private static final PreviewLimits LIMITS = PreviewLimits.screen().withThumbnail(640, 640);

  private final RunningPeer running;

  FileCalls(RunningPeer running) {
    this.running = running;
  }

  /** A place to begin at. */
  private record Place(String name, Path path) {}

  void list(ApiCall call) throws IOException {
    String asked = call.query("path");
    Path folder = asked == null ? person() : TransferRequest.path(asked).normalize();
    int most = call.number("limit", 1, MOST, USUAL);
    boolean hidden = "true".equals(call.query("hidden"));
    LocalFolder.Page page;
    try {
      page = LocalFolder.page(folder, call.query("after"), most, hidden);
    } catch (IOException e) {
      throw explain(e, folder);
    }
    Path parent = folder.getParent();
    call.ok(
        JsonLine.object()
            .put("path", folder.toString())
            .put("parent", parent == null ? null : parent.toString())
            .putObjects("places", places(), FileCalls::place)
            .putObjects("entries", page.items(), FileCalls::item)
            .put("more", page.more())
            .put("writable", Files.isWritable(folder)));
  }

  private static Path person() {
    return Path.of(System.getProperty("user.home", "/")).toAbsolutePath();
  }

  private List<Place> places() {
    Map<Path, String> places = new LinkedHashMap<>();
    places.put(person(), "home");
    running.receiving().get().ifPresent(now -> places.putIfAbsent(now.into(), "inbox"));
    FileSystems.getDefault()
        .getRootDirectories()
        .forEach(root -> places.putIfAbsent(root, root.toString()));
    return places.entrySet().stream()
        .map(each -> new Place(each.getValue(), each.getKey()))
        .toList();
  }

  private static void place(JsonLine line, Place place) {
    line.put("name", place.name()).put("path", place.path().toString());
  }

  private static void item(JsonLine line, LocalFolder.Item item) {
    line.put("name", item.name())
        .put("path", item.path().toString())
        .put("kind", item.kind().word());
    if (item.kind() == LocalFolder.Kind.FILE) {
      line.put("bytes", item.bytes());
    }
    line.put("modified", item.modified().toString());
    if (item.kind() == LocalFolder.Kind.FILE) {
      line.put("type", FileKind.ofName(item.name()).slug());
    }
    if (item.link()) {
      line.put("link", true);
    }
  }

  private static IOException explain(IOException failure, Path path) {
    return switch (failure) {
      case NoSuchFileException _ ->
          new ProblemException(Problem.NOT_FOUND, "nothing is there any more: " + shown(path));
      case NotDirectoryException _ ->
          new ProblemException(Problem.NOT_FOUND, "this is no folder: " + shown(path));
      case AccessDeniedException _ ->
          new ProblemException(Problem.FORBIDDEN, "this may not be read: " + shown(path));
      case FileAlreadyExistsException _ ->
          new ProblemException(Problem.CLASH, "this name is taken already: " + shown(path));
      default -> failure;
    };
  }

  private static String shown(Path path) {
    return DisplayName.escape(path.toString());
  }

  void makeFolder(ApiCall call) throws IOException {
    Fields asked = call.body();
    Path folder = TransferRequest.path(asked.text("path"));
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw explain(e, folder);
    }
    call.created(JsonLine.object().put("path", folder.toString()));
  }

  void preview(ApiCall call) throws IOException {
    String asked = call.query("path");
    if (asked == null) {
      throw new ProblemException(Problem.USAGE, "say of which file: path");
    }
    Path file = TransferRequest.path(asked);
    Preview preview;
    try {
      preview = Previewer.of(file, LIMITS);
    } catch (IOException e) {
      throw explain(e, file);
    }
    call.ok(PreviewBody.of(file.toString(), preview));
  }
}
