package dev.ferry.page.api;

import dev.ferry.page.files.Assets;
import dev.ferry.page.files.PageFiles;
import dev.ferry.page.guard.ApiToken;
import dev.ferry.page.guard.Gate;
import dev.ferry.page.guard.Keys;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.jetty.server.Handler;

/**
 * The page API of one running peer, for every door that is opened to it. Thread-safe. Closing it
 * ends who listens to events; the peer stays, and what it shares.
 */
public final class Api implements AutoCloseable {
  private final Keys keys;
  private final PageLinks links;
  private final EventLog events;
  private final EventStream stream;
  private final NearWatch near;
  private final ShareBoard shares;
  private final SettingsEndpoint settings;
  private final StateEndpoint state;
  private final PageFiles files = new PageFiles(Assets.ofOwner());
  private final TransferRunner runner;
  private final TransferCalls transfers;
  private final OfferCalls offers;
  private final PeerCalls peers;
  private final HistoryCalls history;
  private final ShareCalls shareCalls;
  private final RemoteCalls remote;
  private final FileCalls local;
  private final UploadCalls uploads;
  private final LinkCalls guestLinks;

  private Api(RunningPeer running) throws IOException {
    this.keys = new Keys(ApiToken.in(running.peer().self().home()), InstantSource.system());
    this.links = new PageLinks(keys);
    this.events = new EventLog(running.desk());
    this.stream = new EventStream(events);
    this.near = new NearWatch(running.peer(), events);
    this.shares = new ShareBoard(running.peer(), events);
    this.settings = new SettingsEndpoint(running, events);
    this.state = new StateEndpoint(running, events, near, shares, settings);
    AddressLookup addresses = new AddressLookup(running.peer(), near);
    this.runner = new TransferRunner(running.peer());
    this.transfers = new TransferCalls(running, addresses, runner);
    this.offers = new OfferCalls(running);
    this.peers = new PeerCalls(running, addresses, near);
    this.history = new HistoryCalls(running);
    this.shareCalls = new ShareCalls(running, shares);
    this.remote = new RemoteCalls(running.peer(), addresses);
    this.local = new FileCalls(running);
    this.uploads = new UploadCalls(running, transfers);
    this.guestLinks = new LinkCalls(running);
  }

  /**
   * The API of {@code running}.
   *
   * @throws IOException if the home's settings or its token for scripts cannot be read
   */
  public static Api of(RunningPeer running) throws IOException {
    return new Api(running);
  }

  /** Answers at a door whoever {@code gate} lets in. */
  public Handler handler(Gate gate) {
    return new ApiHandler(this, gate);
  }

  /** The secrets that open the owner's door. */
  public Keys keys() {
    return keys;
  }

  /** The owner's door is open at this port of the machine's own address; 0: it is not any more. */
  public void ownerDoorAt(int port) {
    links.at(port);
  }

  /**
   * A fresh link that opens the owner's page, once and for two minutes.
   *
   * @throws IOException if the owner's door is not open
   */
  public URI link() throws IOException {
    return links.fresh();
  }

  /** What answers a route. */
  ApiEndpoint endpoint(Route route) {
    return switch (route) {
      case SESSION -> links::session;
      case SESSION_LINK -> links::link;
      case ABOUT -> state::about;
      case STATE -> state::answer;
      case EVENTS -> stream::answer;
      case TRANSFER_BEGIN -> transfers::begin;
      case TRANSFERS -> state::transfers;
      case REQUEST_STOP -> transfers::stop;
      case TRANSFER -> state::transfer;
      case TRANSFER_PAUSE -> transfers::pause;
      case TRANSFER_RESUME -> transfers::resume;
      case TRANSFER_CANCEL -> this::cancel;
      case OFFER -> offers::show;
      case OFFER_ENTRIES -> offers::entries;
      case OFFER_PREVIEW -> offers::preview;
      case OFFER_ANSWER -> offers::answer;
      case NEAR -> peers::near;
      case NEAR_SCAN -> peers::scan;
      case PEERS -> peers::list;
      case PEER_TRUST -> peers::trust;
      case PEER_FORGET -> peers::forget;
      case PING -> peers::ping;
      case HISTORY -> history::list;
      case HISTORY_ONE -> history::one;
      case SHARES -> shareCalls::list;
      case SHARE_BEGIN -> shareCalls::begin;
      case SHARE_END -> shareCalls::end;
      case REMOTE -> remote::list;
      case FILES -> local::list;
      case FILE_PREVIEW -> local::preview;
      case FOLDER_MAKE -> local::makeFolder;
      case UPLOAD_BEGIN -> uploads::begin;
      case UPLOAD_PAYLOAD -> uploads::payload;
      case UPLOAD_MISSING -> uploads::missing;
      case UPLOAD_DONE -> uploads::done;
      case UPLOAD_END -> uploads::end;
      case LINKS -> guestLinks::list;
      case LINK_BEGIN -> guestLinks::begin;
      case LINK_END -> guestLinks::end;
      case QR -> QrCall::answer;
      case SETTINGS -> settings::get;
      case SETTINGS_CHANGE -> settings::change;
      case PAGE -> call -> files.give(call.exchange(), "/");
      case PAGE_PART -> call -> files.give(call.exchange(), "/web/" + call.part("path"));
    };
  }

  private void cancel(ApiCall call) throws IOException {
    transfers.cancel(call);
    // Nothing is told of the end of one that was paused.
    uploads.tidy();
  }

  @Override
  public void close() {
    guestLinks.close();
    uploads.close();
    runner.close();
    near.close();
    events.close();
    shares.close();
  }
}
