package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a share.
 *
 * @param alias the name it gives itself, not escaped; empty if none
 * @param fingerprint what its certificate proved; null if it showed none, as curl and browsers
 * @param standing what this home knows about it
 * @param address where it calls from
 * @param pin the PIN it gave, or null
 */
public record Caller(
    String alias,
    @Nullable Fingerprint fingerprint,
    Standing standing,
    InetAddress address,
    @Nullable String pin) {}
