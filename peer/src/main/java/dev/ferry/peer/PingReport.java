package dev.ferry.peer;

import dev.ferry.transfer.Latency;
import dev.ferry.transfer.RemotePeer;
import java.net.InetAddress;

/**
 * What the way to a peer is like. Immutable.
 *
 * @param peer who answered
 * @param address which of its addresses was connected to
 * @param connect until TCP was connected
 * @param handshake from there until TLS was agreed on; {@link Latency#NONE} without TLS
 * @param request until a small question was answered, on a connection that was open
 * @param up bytes a second to the peer, through TLS and without any disk; -1 if not measured
 * @param down the same from the peer
 */
public record PingReport(
    RemotePeer peer,
    InetAddress address,
    Latency connect,
    Latency handshake,
    Latency request,
    double up,
    double down) {}
