package dev.ferry.peer;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.LinkPolicy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to send, and how. Immutable; the {@code with} methods return changed copies.
 *
 * @param to the peer
 * @param paths files and folders; may be empty if there is a text
 * @param text a text message, or null
 * @param title what a person would call it; null for the first name
 * @param clash what the sender would like to happen to files that exist; the receiver decides
 * @param filter which entries below the paths go along
 * @param transport how it travels
 * @param pin asked for a PIN when the receiver wants one
 * @param via by which protocol
 * @param previews whether the receiver may look into the first few files before it accepts them;
 *     only in Ferry's own protocol
 */
public record SendOptions(
    PeerAddress to,
    List<Path> paths,
    @Nullable String text,
    @Nullable String title,
    ClashPolicy clash,
    Filter filter,
    TransportOptions transport,
    PinSource pin,
    Via via,
    boolean previews) {
  /** Takes a copy of the list. */
  public SendOptions {
    paths = List.copyOf(paths);
  }

  /** Sends these files and folders as they are. */
  public static SendOptions of(PeerAddress to, Path... paths) {
    return new SendOptions(
        to,
        List.of(paths),
        null,
        null,
        ClashPolicy.KEEP_BOTH,
        Filter.everything(),
        TransportOptions.standard(),
        PinSource.none(),
        Via.AUTO,
        true);
  }

  /** The same to another peer. */
  public SendOptions withTo(PeerAddress other) {
    return new SendOptions(other, paths, text, title, clash, filter, transport, pin, via, previews);
  }

  /** The same with a text message. */
  public SendOptions withText(String message) {
    return new SendOptions(to, paths, message, title, clash, filter, transport, pin, via, previews);
  }

  /** The same under another title. */
  public SendOptions withTitle(String name) {
    return new SendOptions(to, paths, text, name, clash, filter, transport, pin, via, previews);
  }

  /** The same with another wish for files that exist. */
  public SendOptions withClash(ClashPolicy wish) {
    return new SendOptions(to, paths, text, title, wish, filter, transport, pin, via, previews);
  }

  /** The same with another choice of entries. */
  public SendOptions withFilter(Filter other) {
    return new SendOptions(to, paths, text, title, clash, other, transport, pin, via, previews);
  }

  /** The same over another transport. */
  public SendOptions withTransport(TransportOptions other) {
    return new SendOptions(to, paths, text, title, clash, filter, other, pin, via, previews);
  }

  /** The same by another protocol. */
  public SendOptions withVia(Via protocol) {
    return new SendOptions(
        to, paths, text, title, clash, filter, transport, pin, protocol, previews);
  }

  /** The same with or without previews. */
  public SendOptions withPreviews(boolean given) {
    return new SendOptions(to, paths, text, title, clash, filter, transport, pin, via, given);
  }

  /** The same with somebody who knows the PIN. */
  public SendOptions withPin(PinSource source) {
    return new SendOptions(to, paths, text, title, clash, filter, transport, source, via, previews);
  }

  /**
   * Which entries of a tree go along.
   *
   * @param include patterns in gitignore syntax; if there are any, only files that match one
   * @param exclude patterns in gitignore syntax that stay out, with everything below them
   * @param links whether links are kept or followed
   * @param checksum whether "same" is decided by content instead of size and time; reads every file
   */
  public record Filter(
      List<String> include, List<String> exclude, LinkPolicy links, boolean checksum) {
    /** Takes copies of the lists. */
    public Filter {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }

    /** All entries, links kept as links. */
    public static Filter everything() {
      return new Filter(List.of(), List.of(), LinkPolicy.KEEP, false);
    }
  }
}
