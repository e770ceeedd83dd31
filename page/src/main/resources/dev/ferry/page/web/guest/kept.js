import { read, write } from '../both/storage.js';

/** Uploads that are not finished, as this browser remembers them when it was closed. */
const NAME = 'ferry-guest-uploads';
const MOST = 20;

/** All of them: `{id, title, digest, count, total}`. */
export function kept() {
  try {
    const all = JSON.parse(read(NAME) ?? '[]');
    return Array.isArray(all) ? all.filter((one) => typeof one?.id === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers an upload, or how it stands. */
export function keep(upload) {
  write(NAME, JSON.stringify([upload, ...kept().filter((one) => one.id !== upload.id)].slice(0, MOST)));
}

/** Remembers it no more. */
export function forget(id) {
  write(NAME, JSON.stringify(kept().filter((one) => one.id !== id)));
}

/** A text that is the same only for the same files: chosen again, they go on where they stopped. */
export function digestOf(files) {
  let hash = 0n;
  for (const { path, file } of files) {
    for (const byte of new TextEncoder().encode(`${path}/${file.size}/${file.lastModified}\n`)) {
      hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    }
  }
  return `${files.length}-${hash.toString(16)}`;
}
