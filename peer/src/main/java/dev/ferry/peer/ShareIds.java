package dev.ferry.peer;

import dev.ferry.identity.Identity;
import dev.ferry.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names shares so that nobody can guess a name, and the same share has the same one after this peer
 * was started again: an interrupted get, or a link, then goes on.
 *
 * <p>The name is the beginning of a SHA-256 over the identity's private key and what is shared, 128
 * bits of it.
 */
final class ShareIds {
  private static final int BYTES = 16;
  private static final String PURPOSE = "ferry share 1";

  private ShareIds() {}

  /** The id of these sources, shared so. */
  static String of(Identity identity, Sources sources, ShareOptions.Access access) {
    MessageDigest digest = Sha256.digest();
    add(digest, PURPOSE.getBytes(StandardCharsets.UTF_8));
    add(digest, identity.privateKey().getEncoded());
    add(digest, access.name().getBytes(StandardCharsets.UTF_8));
    sources
        .roots()
        .forEach(root -> add(digest, root.path().toString().getBytes(StandardCharsets.UTF_8)));
    byte[] id = Arrays.copyOf(digest.digest(), BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Lengths go in too, so that no two lists of parts are one string of bytes. */
  private static void add(MessageDigest digest, byte[] part) {
    digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(part);
  }
}
