/** Requests to the peer that serves this page. Every one either gives its answer or throws a Problem. */

import { Problem, problemOf } from '../both/problem.js';
import { read, write } from '../both/storage.js';

const ROOT = '/api/v1';
const KEPT = 'ferry-key';

/** For a browser that keeps nothing: good until this window is closed. */
let unkept = '';

/** The key of this browser's session. It is kept for this address with its port, where cookies go to every port of the machine. */
function sessionKey() {
  return read(KEPT) ?? unkept;
}

/** Keeps the key of a session that has begun. */
export function keepKey(key) {
  unkept = key;
  write(KEPT, key);
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
    throw new Problem(0, 'Ferry does not answer. Is it still running? Start it again with: ferry up', 'unreachable');
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer.json().catch(() => ({}));
}
