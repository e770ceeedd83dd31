package dev.ferry.store;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to go on with a transfer that this peer drives: a send or a get. Immutable.
 *
 * @param id of the transfer
 * @param alias what the other side called itself, not escaped
 * @param fingerprint the other side's, 64 hex digits
 * @param address where it was reached last, as {@code host:port}
 * @param title what a person would call the transfer, not escaped
 * @param text the text message that goes with it, or null
 * @param roots the files and folders a send is made of
 * @param options everything else the driver wants to remember; names of letters, digits and {@code
 *     . _ -}
 * @param created when it began
 */
@Json
public record DrivenState(
    String id,
    String alias,
    String fingerprint,
    String address,
    String title,
    @Nullable String text,
    List<Root> roots,
    Map<String, String> options,
    Instant created) {

  /** Keys of JSON objects that need no escape: the reader keeps escapes in keys as they are. */
  private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9._-]+");

  /**
   * A file or folder that is sent.
   *
   * @param path where it is on this disk, absolute
   * @param name what it is called in the manifest
   */
  @Json
  public record Root(String path, String name) {
    /** Refuses one with a field missing. */
    public Root {
      Fields.required(path, name);
    }
  }

  /** Refuses a bad id and missing fields, and takes copies. */
  public DrivenState {
    Fields.required(id, alias, fingerprint, address, title, roots, options, created);
    Ids.check(id);
    alias = Fields.storable(alias);
    title = Fields.storable(title);
    text = Fields.storableOrNull(text);
    if (!options.keySet().stream().allMatch(OPTION.asMatchPredicate())) {
      throw new IllegalArgumentException("an option's name is not plain");
    }
    roots = List.copyOf(roots);
    options = Map.copyOf(options);
  }
}
