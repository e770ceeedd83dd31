import { get, address, at } from './api.js';
import { reduce, nearKey } from './reduce.js';

/** How long changes are gathered before parts are drawn anew: many transfers tell much. */
const GATHER_MILLIS = 50;
const RETRY_MILLIS = 2_000;

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

  #source;
  #pending = 0;

  /** Reads everything, and listens from there on. */
  async open() {
    try {
      await this.#read();
      this.#listen();
      this.#turn('live');
    } catch (problem) {
      this.#turn(problem.status === 401 ? 'locked' : 'lost');
      if (this.phase === 'lost') {
        setTimeout(() => this.open(), RETRY_MILLIS);
      }
    }
  }

  async #read() {
    const said = await get('/state');
    this.seq = said.seq;
    this.peer = { ...said, transfers: new Map(said.transfers.map((transfer) => [transfer.transfer, transfer])) };
    this.changed();
  }

  #listen() {
    this.#source?.close();
    const source = new EventSource(address('/events', { since: this.seq }));
    source.onmessage = (message) => this.#take(JSON.parse(message.data));
    source.addEventListener('reset', () => this.#read().catch(() => {}));
    source.onopen = () => this.#turn('live');
    source.onerror = () => {
      this.#turn('lost');
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => this.open(), RETRY_MILLIS);
      }
    };
    this.#source = source;
  }

  #take(event) {
    const known = this.peer;
    this.peer = reduce(known, event);
    if (event.transfer && (event.event === 'ended' || !known.transfers.has(event.transfer))) {
      this.refresh(event.transfer);
    }
    this.dispatchEvent(new CustomEvent('told', { detail: event }));
    this.changed();
  }

  /** Fetches one transfer anew: what events do not say, such as its number and its speed before. */
  async refresh(id) {
    const transfer = await get(at`/transfers/${id}`).catch(() => undefined);
    if (transfer) {
      this.peer = { ...this.peer, transfers: new Map(this.peer.transfers).set(id, { ...this.peer.transfers.get(id), resumable: undefined, ...transfer }) };
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
