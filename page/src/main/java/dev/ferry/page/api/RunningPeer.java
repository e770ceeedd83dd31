package dev.ferry.page.api;

import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.Peer;
import dev.ferry.peer.Receiving;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The peer that is asked through the API, and what belongs to it. Nothing of it is closed by
 * whoever is given it.
 *
 * @param peer does everything
 * @param desk what waits and runs in it; its approver
 * @param acceptance the rule that lets offers in at that desk
 * @param receiving what it receives with at the moment, if it receives
 * @param version the program's
 */
public record RunningPeer(
    Peer peer,
    Desk desk,
    Acceptance acceptance,
    Supplier<Optional<Receiving>> receiving,
    String version) {}
