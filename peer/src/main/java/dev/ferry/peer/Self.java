package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import java.nio.file.Path;

/**
 * Who this peer is.
 *
 * @param alias the name it shows
 * @param fingerprint its identity
 * @param home where its identity and memory are kept
 */
public record Self(String alias, Fingerprint fingerprint, Path home) {}
