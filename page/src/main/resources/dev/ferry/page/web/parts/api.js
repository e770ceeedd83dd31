/** Requests to the peer that serves this page. Every one either gives its answer or throws a Problem. */

const ROOT = '/api/v1';
const KEPT = 'ferry-key';

/** For a browser that keeps nothing. */
let unkept = '';

/** The key of this browser's session. It is kept for this address with its port, where cookies go to every port of the machine. */
export function sessionKey() {
  try {
    return localStorage.getItem(KEPT) ?? unkept;
  } catch {
    return unkept;
  }
}

/** Keeps the key of a session that has begun. */
export function keepKey(key) {
  unkept = key;
  try {
    localStorage.setItem(KEPT, key);
  } catch {
    // It is good until this window is closed.
  }
}

/** What went wrong, as the peer says it: `type` for programs, `message` for people. */
export class Problem extends Error {
  constructor(status, type, message, more = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.more = more;
  }
}

/** Reads something. `query` may hold undefined values, which are left out. */
export function get(path, query = {}) {
  return ask('GET', path + asQuery(query));
}

/** Asks for something to be done. */
export function post(path, body = {}) {
  return ask('POST', path, { body: JSON.stringify(body), type: 'application/json' });
}

/** Replaces something. */
export function put(path, body) {
  return ask('PUT', path, { body: JSON.stringify(body), type: 'application/json' });
}

/** Removes something. */
export function remove(path) {
  return ask('DELETE', path, { body: '{}', type: 'application/json' });
}

/** The address of something that the browser loads itself, where no header can be sent. */
export function address(path, query = {}) {
  return ROOT + path + asQuery({ ...query, key: sessionKey() });
}

/** Asks with the session's key, as fetch does. */
export function fetchOwn(path, { headers, ...options } = {}) {
  return fetch(ROOT + path, { ...options, headers: { ...headers, 'Ferry-Key': sessionKey() }, credentials: 'same-origin', redirect: 'error' });
}

/** A path with its changing segments, each encoded: at`/offers/${id}/answer`. */
export function at(fixed, ...segments) {
  return fixed.reduce((path, piece, i) => path + encodeURIComponent(segments[i - 1]) + piece);
}

function asQuery(query) {
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
}

async function ask(method, path, { body, type } = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') {
    headers.Ferry = '1';
    headers['Content-Type'] = type;
  }
  let answer;
  try {
    answer = await fetchOwn(path, { method, headers, body });
  } catch {
    throw new Problem(0, 'unreachable', 'Ferry does not answer. Is it still running? Start it again with: ferry up');
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw problemOf(answer.status, said);
  }
  return said;
}

/** The last word of a type is its name: urn:ferry:problem:no-space, no-space. */
export function problemOf(status, said) {
  const type = String(said.type ?? '').split(/[:/#]/).pop() || 'internal';
  const message = said.detail || said.message || said.title || `Ferry answered with status ${status}.`;
  return new Problem(status, type, message, said);
}
