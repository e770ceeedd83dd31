package dev.ferry.peer;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.RelativePath;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.store.DrivenState;
import dev.ferry.transfer.OfferHeader;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the transfers that this side drives are kept in the store: a push with what it takes to read
 * its sources again, a pull with what it takes to ask for it again. The one place that knows the
 * names of those options.
 */
final class StateMapping {
  private static final String KIND = "kind";
  private static final String PUSH = "push";
  private static final String PULL = "pull";
  private static final String VIA = "protocol";
  private static final String CLASH = "clash";
  private static final String LINKS = "links";
  private static final String CHECKSUM = "checksum";
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";
  private static final String PREVIEWS = "previews";
  private static final String SHARE = "share";
  private static final String PREFIX = "prefix";
  private static final String INTO = "into";

  private StateMapping() {}

  /** A push that begins. */
  static DrivenState ofPush(
      OfferHeader header, Sources sources, boolean previews, ReachedPeer reached, Instant created) {
    RemotePeer peer = reached.peer();
    Map<String, String> options = new HashMap<>();
    options.put(KIND, PUSH);
    options.put(VIA, reached.via().name());
    options.put(CLASH, header.wish().name());
    options.put(LINKS, sources.filter().links().name());
    options.put(CHECKSUM, String.valueOf(sources.filter().checksum()));
    options.put(PREVIEWS, String.valueOf(previews));
    options.put(INCLUDE, String.join("\n", sources.filter().include()));
    options.put(EXCLUDE, String.join("\n", sources.filter().exclude()));
    return new DrivenState(
        header.id().text(),
        peer.alias(),
        peer.fingerprint().hex(),
        peer.address(),
        header.title(),
        header.text(),
        sources.roots().stream()
            .map(root -> new DrivenState.Root(root.path().toString(), root.name()))
            .toList(),
        options,
        created);
  }

  /** A pull that begins. */
  static DrivenState ofPull(
      TransferId id, String title, Pick pick, RemotePeer peer, Instant created) {
    Map<String, String> options = new HashMap<>();
    options.put(KIND, PULL);
    options.put(SHARE, pick.share());
    options.put(INTO, pick.into().toString());
    if (pick.prefix() != null) {
      options.put(PREFIX, pick.prefix().toString());
    }
    return new DrivenState(
        id.text(),
        peer.alias(),
        peer.fingerprint().hex(),
        peer.address(),
        title,
        null,
        List.of(),
        options,
        created);
  }

  /**
   * What a pull takes.
   *
   * @param share the share's id
   * @param prefix the folder in the share that local paths begin below; null for the top
   * @param into the folder here where it lands
   */
  record Pick(String share, @Nullable RelativePath prefix, Path into) {}

  /** The same at another address. */
  static DrivenState at(DrivenState state, String address) {
    return new DrivenState(
        state.id(),
        state.alias(),
        state.fingerprint(),
        address,
        state.title(),
        state.text(),
        state.roots(),
        state.options(),
        state.created());
  }

  /** Whether it is a pull. */
  static boolean isPull(DrivenState state) {
    return PULL.equals(state.options().get(KIND));
  }

  /** By which protocol; what was kept before there was more than one says nothing. */
  static Via via(DrivenState state) {
    return Via.LOCALSEND.name().equals(state.options().get(VIA)) ? Via.LOCALSEND : Via.DIRECT;
  }

  /** Whether a push gives previews; one of an earlier version does not. */
  static boolean previews(DrivenState state) {
    return Boolean.parseBoolean(state.options().get(PREVIEWS));
  }

  /** The header that a push was offered with. */
  static OfferHeader header(DrivenState state) throws IOException {
    return new OfferHeader(
        new TransferId(state.id()),
        state.title(),
        state.text(),
        ClashPolicy.valueOf(option(state, CLASH)));
  }

  /** The sources of a push. */
  static Sources sources(DrivenState state) throws IOException {
    List<SourceRoot> roots =
        state.roots().stream()
            .map(root -> new SourceRoot(Path.of(root.path()), root.name()))
            .toList();
    return new Sources(
        roots,
        new SendOptions.Filter(
            lines(option(state, INCLUDE)),
            lines(option(state, EXCLUDE)),
            LinkPolicy.valueOf(option(state, LINKS)),
            Boolean.parseBoolean(option(state, CHECKSUM))));
  }

  /** What a pull takes. */
  static Pick pick(DrivenState state) throws IOException {
    String prefix = state.options().get(PREFIX);
    try {
      return new Pick(
          option(state, SHARE),
          prefix == null ? null : RelativePath.parse(prefix),
          Path.of(option(state, INTO)));
    } catch (BadPathException e) {
      throw new IOException("the state of transfer " + state.id() + " is damaged", e);
    }
  }

  private static String option(DrivenState state, String name) throws IOException {
    String value = state.options().get(name);
    if (value == null) {
      throw new IOException("the state of transfer " + state.id() + " lacks " + name);
    }
    return value;
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
  }
}
