import { read, write } from '../both/storage.js';

const KEPT = 'ferry-limit';

/** How many MB a second what is sent from here has at most, as a person typed it; empty for no limit. Kept by this browser. */
export function usualLimit() {
  return read(KEPT) ?? '';
}

/** Keeps it for what is sent from now on. */
export function keepLimit(text) {
  write(KEPT, text);
}

/** What a request says of a limit of so many MB a second; nothing if there is none. */
export function limited(text) {
  const megabytes = Number(text);
  return megabytes > 0 ? { bytesPerSecond: Math.round(megabytes * 1e6) } : {};
}
