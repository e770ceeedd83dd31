package dev.ferry.peer;

import dev.ferry.manifest.Entry;

/**
 * One entry of a peer's share.
 *
 * @param share the share's id
 * @param entry the entry, with its path as {@link Peer#get} takes it; names are not escaped
 */
public record RemoteFile(String share, Entry entry) {}
