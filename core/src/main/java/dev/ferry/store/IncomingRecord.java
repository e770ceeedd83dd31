package dev.ferry.store;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that this peer receives, or has received. Immutable.
 *
 * @param id of the transfer
 * @param inbox the folder that holds its staging, absolute
 * @param fingerprint the sender's, 64 hex digits: nobody else may go on with it
 * @param alias what the sender called itself, not escaped
 * @param address where it called from, for a person
 * @param title what a person would call it, not escaped
 * @param unproven whether the sender showed no certificate: the fingerprint is a random one then
 * @param inOneGo whether the sender cannot go on after its connection broke
 * @param created when it was accepted
 * @param completed when it was published, or null if it is not
 * @param receipt what the sender was told then, in whatever form the receiver keeps it; null before
 */
@Json
public record IncomingRecord(
    String id,
    String inbox,
    String fingerprint,
    String alias,
    String address,
    String title,
    boolean unproven,
    boolean inOneGo,
    Instant created,
    @Nullable Instant completed,
    @Nullable String receipt) {

  /** Refuses a bad id and missing fields. */
  public IncomingRecord {
    Fields.required(id, inbox, fingerprint, alias, created);
    Ids.check(id);
    alias = Fields.storable(alias);
  }

  /** One that has just been accepted. */
  public static IncomingRecord accepted(
      String id,
      String inbox,
      String fingerprint,
      String alias,
      String address,
      String title,
      Instant created) {
    return new IncomingRecord(
        id, inbox, fingerprint, alias, address, title, false, false, created, null, null);
  }

  /** The same, of such a sender. */
  public IncomingRecord from(boolean unprovenSender, boolean sentInOneGo) {
    return new IncomingRecord(
        id,
        inbox,
        fingerprint,
        alias,
        address,
        title,
        unprovenSender,
        sentInOneGo,
        created,
        completed,
        receipt);
  }

  /** Whether it is published: what is left is the receipt. */
  public boolean isComplete() {
    return completed != null;
  }

  IncomingRecord complete(Instant when, String told) {
    return new IncomingRecord(
        id, inbox, fingerprint, alias, address, title, unproven, inOneGo, created, when, told);
  }
}
