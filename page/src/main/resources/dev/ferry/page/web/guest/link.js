/** What this link's peer is asked. */

import { Problem, problemOf } from '../both/problem.js';
import { read, write } from '../both/storage.js';

/** The path of the link: `/g/LINK`. */
const ROOT = location.pathname.split('/').slice(0, 3).join('/');

const KEY_NAME = 'ferry-guest-key';

/** An address below the link. */
export function below(rest) {
  return `${ROOT}/${rest}`;
}

/** The address of a file that is shared. */
export function fileAddress(path) {
  return below(`files/${path.split('/').map(encodeURIComponent).join('/')}`);
}

/** The address of everything, or of a folder, as a zip. */
export function zipAddress(path) {
  return below(path === '' ? 'zip' : `zip?path=${encodeURIComponent(path)}`);
}

/** Asks for something below the link; throws a Problem unless it goes well. */
export async function ask(rest, options = {}) {
  let answer;
  try {
    answer = await fetch(below(rest), { ...options, headers: { Accept: 'application/json', ...options.headers } });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, 'Nobody answers. Is the other device on, and are you in the same network?');
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    problem.message = sentence(problem.message);
    throw problem;
  }
  return answer;
}

/** What the other side says, which is half a sentence in a terminal, as a whole one. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}

/** What everything that changes something must carry. */
export function credentials() {
  return { Ferry: '1', 'Ferry-Guest': key() };
}

let remembered = null;

/** A secret of this browser, by which it can come back to its uploads. */
function key() {
  remembered ??= read(KEY_NAME) ?? fresh();
  return remembered;
}

function fresh() {
  const secret = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  write(KEY_NAME, secret);
  return secret;
}
