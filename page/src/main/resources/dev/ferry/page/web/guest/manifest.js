/** Files as the other side sees them: in one order, under names that it can hold. */

import { weight } from '../both/payload.js';

const SEGMENT = 255;
const encoder = new TextEncoder();

/** Files in the order of a manifest, each under a name of its own. */
export function arranged(files) {
  const taken = new Set();
  const named = files.map(({ path, file }) => ({ path: free(clean(path), taken), file }));
  const keys = new Map(named.map((one) => [one, one.path.split('/').map((segment) => encoder.encode(segment))]));
  return named.sort((a, b) => comparePaths(keys.get(a), keys.get(b)));
}

/** Names that are no names, as some programs make them, become ones. */
function clean(path) {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .map((segment) => shortened(well(segment).replaceAll('\0', '_')));
  return segments.join('/') || 'file';
}

function well(text) {
  return text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function shortened(segment) {
  if (encoder.encode(segment).length <= SEGMENT - 8) {
    return segment;
  }
  const dot = segment.lastIndexOf('.');
  const end = dot > 0 && segment.length - dot < 20 ? segment.slice(dot) : '';
  let head = [...segment.slice(0, segment.length - end.length)];
  while (encoder.encode(head.join('') + end).length > SEGMENT - 8) {
    head = head.slice(0, -1);
  }
  return head.join('') + end;
}

/** Phones give many pictures one name: `image.jpg`, `image (2).jpg`. */
function free(path, taken) {
  const slash = path.lastIndexOf('/');
  const dot = path.lastIndexOf('.');
  const cut = dot > slash + 1 ? dot : path.length;
  let name = path;
  for (let n = 2; taken.has(name); n++) {
    name = `${path.slice(0, cut)} (${n})${path.slice(cut)}`;
  }
  taken.add(name);
  return name;
}

function comparePaths(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareBytes(a[i], b[i]);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

function compareBytes(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) {
      return a[i] - b[i];
    }
  }
  return a.length - b.length;
}

/** The lines of an offer: docs/protocol.md. */
export function offerLines(id, title, text, files) {
  const head = { ferry: 1, transfer: id, alias: '', title, clash: 'keep-both', ...(text === '' ? {} : { text }) };
  const entries = files.map(({ path, file }) => ({ p: path, s: file.size, t: (file.lastModified / 1000).toFixed(3) }));
  const end = { end: { entries: files.length, files: files.length, bytes: weight(files) } };
  return [head, ...entries, end].map((line) => `${JSON.stringify(line)}\n`).join('');
}
