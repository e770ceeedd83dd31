import { Problem } from '../both/problem.js';
import { ask, below, credentials, sentence } from './link.js';
import { slice, weight } from '../both/payload.js';
import { offerLines } from './manifest.js';
import { digestOf, forget, keep, kept } from './kept.js';

/** What travels in one request. Never held in memory: it is a slice of files. */
const RANGE = 32 * 1024 * 1024;
const CHUNK = 4 * 1024 * 1024;
const LANES = 3;
const PATIENCE = 3000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Something that this browser sends: offered, waited for, moved in ranges, ended. It tells `change` whenever it stands
 * differently. `state` is `waiting` (for the owner), `moving`, `paused` (tries again by itself; `message` says why),
 * `finishing`, `done`, `declined` or `failed`. `left` is how many of the files the owner has not taken.
 */
export class Upload extends EventTarget {
  #stop = new AbortController();
  #accepted = [];
  #offered = false;
  #flying = new Map();

  constructor(files, text, title) {
    super();
    this.files = files;
    this.text = text;
    this.title = title;
    this.digest = digestOf(files);
    this.before = text === '' ? kept().find((one) => one.digest === this.digest) : undefined;
    this.id = this.before?.id ?? [...crypto.getRandomValues(new Uint8Array(26))].map((byte) => LETTERS[byte % 32]).join('');
    this.total = weight(files);
    this.done = 0;
    this.left = 0;
    this.state = 'waiting';
    this.message = '';
  }

  /** Goes through all of it; does not throw. */
  async run() {
    while (!this.#over()) {
      try {
        await this.#once();
      } catch (problem) {
        await this.#meet(problem);
      }
    }
  }

  /** Ends it; what has arrived is dropped by the other side. */
  async cancel() {
    this.#stop.abort();
    forget(this.id);
    this.#stand('failed', 'You have cancelled it.');
    await ask(`uploads/${this.id}`, { method: 'DELETE', headers: credentials() }).catch(() => {});
  }

  #over() {
    return ['done', 'declined', 'failed'].includes(this.state);
  }

  async #once() {
    let reply = await this.#agree();
    while (reply.length > 0 && reply.missing.length > 0) {
      // What the other side waited for may be over: only bytes show it.
      if (this.state !== 'paused') {
        this.#stand('moving', '');
      }
      await this.#move(reply.missing).catch((problem) => this.#explain(problem));
      reply = await this.#status();
    }
    if (reply.end === undefined) {
      this.#stand('finishing', '');
      reply = await this.#reply(ask(`done/${this.id}`, { method: 'POST', headers: credentials(), signal: this.#stop.signal }));
    }
    if (reply.end !== undefined) {
      this.receipt = reply.end;
      this.done = this.total;
      forget(this.id);
      this.#stand('done', '');
    }
  }

  /** What the other side has agreed to before, or does when its owner has looked at the offer. */
  async #agree() {
    const reply = (await this.#known()) ?? (await this.#offer());
    this.#accepted = this.files.filter((file, index) => reply.accepted.some(([from, to]) => index >= from && index < to));
    this.total = reply.end === undefined ? weight(this.#accepted) : this.total;
    this.done = this.total - sum(reply.missing);
    this.left = reply.end === undefined ? this.files.length - this.#accepted.length : this.left;
    if (reply.end === undefined && this.text === '') {
      keep({ id: this.id, title: this.title, digest: this.digest, count: this.files.length, total: this.total });
    }
    return reply;
  }

  /** A side that stops taking bytes can seldom say why on the same connection. */
  async #explain(problem) {
    if (isPassing(problem.status)) {
      const { waitsFor } = await this.#status();
      if (waitsFor && !waitsFor.type.endsWith(':unreachable')) {
        throw new Problem(503, sentence(waitsFor.detail));
      }
    }
    throw problem;
  }

  /** How it stands if it was offered before; null if the other side does not know it. */
  async #known() {
    if (!this.#offered && !this.before) {
      return null;
    }
    try {
      return await this.#status();
    } catch (problem) {
      if (problem.status === 404) {
        return null;
      }
      throw problem;
    }
  }

  #offer() {
    this.#stand('waiting', '');
    this.#offered = true;
    return this.#reply(
      ask('uploads', {
        method: 'POST',
        headers: { ...credentials(), 'Content-Type': 'application/x-ndjson' },
        body: offerLines(this.id, this.title, this.text, this.files),
        signal: this.#stop.signal,
      }),
    );
  }

  #status() {
    return this.#reply(ask(`uploads/${this.id}`, { headers: credentials(), signal: this.#stop.signal }));
  }

  /** All lines of an answer, of which the last decides. */
  async #reply(asking) {
    const answer = await asking;
    let text;
    try {
      text = await answer.text();
    } catch {
      throw new Problem(0, 'The connection is lost.');
    }
    const reply = { accepted: [], missing: [], length: 0, waitsFor: undefined, end: undefined };
    const lines = text.split('\n').filter((line) => line !== '');
    if (!text.endsWith('\n') || lines.length === 0) {
      throw new Problem(0, 'The connection is lost.');
    }
    for (const line of lines.map((one) => JSON.parse(one))) {
      this.#read(line, reply);
    }
    return reply;
  }

  #read(line, reply) {
    reply.accepted.push(...(line.accepted?.runs ?? []));
    reply.missing.push(...(line.missing ?? []));
    reply.length = line.go?.length ?? reply.length;
    reply.waitsFor = line.go?.waitsFor ?? reply.waitsFor;
    reply.end = line.complete ?? reply.end;
    if (line.declined) {
      throw new Problem(403, line.declined.reason);
    }
    if (line.problem) {
      throw new Problem(line.problem.status, sentence(line.problem.detail));
    }
  }

  /** Moves what is missing over a few connections at once. */
  async #move(missing) {
    const ranges = missing.flatMap(([from, to]) => cut(from, to));
    this.#flying.clear();
    const lane = async () => {
      for (let range = ranges.shift(); range; range = ranges.shift()) {
        await this.#put(...range).catch((problem) => {
          ranges.length = 0;
          throw problem;
        });
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
    const failed = ends.find(({ status }) => status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
  }

  #put(from, to) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const end = (settle, value) => {
        this.#stop.signal.removeEventListener('abort', abort);
        this.#flying.delete(request);
        settle(value);
      };
      const abort = () => request.abort();
      request.open('PUT', below(`payload/${this.id}`));
      for (const [name, value] of Object.entries(credentials())) {
        request.setRequestHeader(name, value);
      }
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('Content-Range', `bytes ${from}-${to - 1}/${this.total}`);
      request.upload.onprogress = (event) => this.#moved(request, event.loaded);
      request.onload = () => {
        if (request.status < 300) {
          this.done += to - from;
          end(resolve);
        } else {
          end(reject, new Problem(request.status, detail(request)));
        }
      };
      request.onerror = () => end(reject, new Problem(0, 'The connection is lost.'));
      request.onabort = () => end(reject, new Problem(0, 'stopped'));
      this.#stop.signal.addEventListener('abort', abort);
      request.send(slice(this.#accepted, from, to));
    });
  }

  #moved(request, bytes) {
    this.#flying.set(request, bytes);
    if (this.state === 'paused') {
      this.#stand('moving', '');
    }
    this.dispatchEvent(new Event('change'));
  }

  /** Bytes that have left, as far as this browser knows. */
  get across() {
    return Math.min(this.total, this.done + [...this.#flying.values()].reduce((all, bytes) => all + bytes, 0));
  }

  /** Waits and tries again where that may help. */
  async #meet(problem) {
    if (this.#over()) {
      return;
    }
    const lost = await unreadable(this.files);
    if (lost) {
      this.#stand('failed', `${lost} was changed or cannot be read any more. Choose it again.`);
    } else if (!(problem instanceof Problem)) {
      this.#stand('failed', String(problem.message));
    } else if (isPassing(problem.status)) {
      this.#stand(this.state === 'waiting' ? 'waiting' : 'paused', problem.message);
      await pause(PATIENCE);
    } else {
      forget(this.id);
      this.#stand(problem.status === 403 && this.state === 'waiting' ? 'declined' : 'failed', problem.message);
    }
  }

  #stand(state, message) {
    if (!this.#over()) {
      this.state = state;
      this.message = message;
      this.dispatchEvent(new Event('change'));
    }
  }
}

/** Nobody there, a range that is taken or came already, too much at once, a full or missing disk. */
function isPassing(status) {
  return [0, 409, 429, 503, 507].includes(status);
}

function cut(from, to) {
  const ranges = [];
  for (let at = from; at < to; ) {
    const next = Math.min(to, Math.floor((at + RANGE) / CHUNK) * CHUNK);
    ranges.push([at, next]);
    at = next;
  }
  return ranges;
}

function sum(ranges) {
  return ranges.reduce((all, [from, to]) => all + to - from, 0);
}

function detail(request) {
  try {
    return sentence(JSON.parse(request.responseText).detail);
  } catch {
    return `The other side answers with status ${request.status}.`;
  }
}

/** The path of a file that this browser cannot read any more; null if it can read all. */
async function unreadable(files) {
  for (const { path, file } of files.slice(0, 1000)) {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      return path;
    }
  }
  return null;
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
