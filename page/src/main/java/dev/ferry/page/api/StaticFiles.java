package dev.ferry.page.api;

import java.util.List;
import java.util.Optional;

/** What a door gives to browsers besides its API: a page and its parts. Thread-safe. */
public interface StaticFiles {
  /**
   * The file at a path; empty if there is none. Does not block.
   *
   * @param path {@code /} for the page, else as the browser asks for it, percent-decoded
   */
  Optional<StaticFile> find(String path);

  /** Hashes of the scripts within the page, for its policy, as {@code 'sha256-...'}. */
  List<String> inlineScripts();
}
