package dev.ferry.transfer;

import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Approver} decides about. Names in it are the peer's and not escaped.
 *
 * @param id the transfer it would become
 * @param from who offers
 * @param title what a person would call it
 * @param text a text message, or null
 * @param plan what accepting everything would do
 * @param manifest all entries, to be walked while the question is open
 * @param destination the folder where it would land, for a person
 * @param glimpses what the sender shows of the files while the question is open
 */
public record Offer(
    TransferId id,
    RemotePeer from,
    String title,
    @Nullable String text,
    PlanSummary plan,
    Manifest manifest,
    String destination,
    Glimpses glimpses) {}
