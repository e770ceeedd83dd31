import { get, address, at } from './api.js';
import { reduce, withAnswer, withStandings, nearKey } from './reduce.js';

/** How long changes are gathered before parts are drawn anew: many transfers tell much. */
const GATHER_MILLIS = 50;
const RETRY_MILLIS = 2_000;
/** How often a transfer that moves is asked for its speed up to now. */
const LOOK_MILLIS = 1_000;

/**
 * What the peer is doing, as this page knows it: one snapshot, and all that was told since. Parts only read it; `change`
 * is told when it is another, `told` for each event of the peer. Values in it are replaced, never changed in place.
 */
class Store extends EventTarget {
  /** opening, live, lost (the peer does not answer), locked (the link of this page is not good any more) */
  phase = 'opening';
  peer = {
    self: {}, settings: {}, receiving: undefined, offers: [], transfers: new Map(), kept: [], shares: [], near: [], links: undefined,
  };
  /** What this browser uploads at the moment: by their ids. */
  uploads = new Map();
  /** What this page has begun: transfers to requests, to begin them once more. */
  begun = new Map();

  /** When an offer came or went last. */
  settled = 0;
  /** Those that this page has paused. */
  paused = new Set();

  #source;
  #pending = 0;
  #later;
  /** Transfers that are being asked for, to whether something was told of them meanwhile. */
  #asked = new Map();
  /** When transfers were asked for last. */
  #looked = new Map();

  /** Reads everything, and listens from there on. */
  async open() {
    try {
      await this.#read();
      this.#listen();
      this.#turn('live');
      this.refreshStandings();
    } catch (problem) {
      this.#turn(problem.status === 401 ? 'locked' : 'lost');
      if (this.phase === 'lost') {
        this.#openLater();
      }
    }
  }

  #openLater() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.open(), RETRY_MILLIS);
  }

  async #read() {
    const said = await get('/state');
    this.seq = said.seq;
    this.settled = performance.now();
    const before = this.peer.transfers;
    this.peer = { ...said, transfers: new Map(said.transfers.map((one) => [one.transfer, withAnswer(before.get(one.transfer), one)])) };
    this.changed();
  }

  #listen() {
    this.#source?.close();
    const source = new EventSource(address('/events', { since: this.seq }));
    source.onmessage = (message) => this.#take(JSON.parse(message.data));
    // Too much was told meanwhile, or the peer is another one: what is there now is read anew, and the feed goes on.
    source.addEventListener('reset', () => this.#read().catch(() => this.open()));
    source.onopen = () => this.#turn('live');
    source.onerror = () => {
      this.#turn('lost');
      if (source.readyState === EventSource.CLOSED) {
        this.#openLater();
      }
    };
    this.#source = source;
  }

  #take(event) {
    const { offers } = this.peer;
    this.peer = reduce(this.peer, event);
    if (this.peer.offers.length !== offers.length || event.event === 'waits') {
      this.settled = performance.now();
    }
    if (event.transfer && (event.event !== 'progress' || this.#isStale(event.transfer))) {
      this.refresh(event.transfer);
    }
    if (event.event === 'ended') {
      this.refreshStandings();
    }
    this.dispatchEvent(new CustomEvent('told', { detail: event }));
    this.changed();
  }

  /** A plot has no more points than intervals: of a long transfer it is asked for less often. */
  #isStale(id) {
    const interval = (this.peer.transfers.get(id).speed?.intervalNanos ?? 0) / 1e6;
    return performance.now() - (this.#looked.get(id) ?? -Infinity) >= Math.max(LOOK_MILLIS, interval);
  }

  /** Asks for one transfer anew. One that is being asked for is asked for once more after, so the last answer is the newest. */
  async refresh(id) {
    if (this.#asked.has(id)) {
      this.#asked.set(id, true);
      return;
    }
    do {
      this.#asked.set(id, false);
      this.#looked.set(id, performance.now());
      const answer = await get(at`/transfers/${id}`).catch(() => undefined);
      if (answer) {
        this.peer = { ...this.peer, transfers: new Map(this.peer.transfers).set(id, withAnswer(this.peer.transfers.get(id), answer)) };
        this.changed();
      }
    } while (this.#asked.get(id));
    this.#asked.delete(id);
    if (this.peer.transfers.get(id)?.state === 'ended') {
      this.#looked.delete(id);
    }
  }

  /** Asks what is known of peers by now: those that are near are told of again only when they say something. */
  async refreshStandings() {
    const answer = await get('/peers').catch(() => undefined);
    if (answer) {
      this.peer = { ...this.peer, near: withStandings(this.peer.near, answer.peers) };
      this.changed();
    }
  }

  /** Takes a transfer that did not end by itself out of those that are kept. */
  drop(id) {
    this.peer = { ...this.peer, kept: this.peer.kept.filter((kept) => kept.transfer !== id) };
    this.changed();
  }

  /** Whoever is near and is called so. */
  near(key) {
    return this.peer.near.find((near) => nearKey(near) === key);
  }

  /** Draws what shows the store anew, soon. */
  changed() {
    this.#pending ||= setTimeout(() => {
      this.#pending = 0;
      this.dispatchEvent(new Event('change'));
    }, GATHER_MILLIS);
  }

  #turn(phase) {
    this.phase = phase;
    this.changed();
  }
}

export const store = new Store();
