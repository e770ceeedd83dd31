import { html } from 'lit';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';

const STANDINGS = {
  trusted: ['good', 'trusted', 'You said that you trust this peer; its key is the one you trusted.'],
  known: ['', 'known', 'Met before, with this very key.'],
  unknown: ['warn', 'unknown', 'Never met. Compare the eight words with those on its screen.'],
  unproven: ['warn', 'unproven', 'It shows no key. Anybody could call himself so.'],
  changed: ['bad', 'CHANGED', 'It uses the name or address of a peer that you know, but another key.'],
};

/** What is known here of a peer, as a short word. */
export function standing(peer) {
  const [tone, word, meaning] = STANDINGS[peer?.standing] ?? ['', 'unknown', ''];
  return html`<span class="badge ${tone}" title=${meaning}>${peer?.standing === 'changed' ? icon('warn') : ''}${word}</span>`;
}

/** What the standing of a peer means. */
export function meaningOf(peer) {
  return STANDINGS[peer?.standing]?.[2] ?? '';
}

/** A peer's name, as it may be shown. */
export function nameOf(peer, length = 64) {
  return shown(peer?.alias || peer?.address || 'somebody', length);
}

/** The words of a peer's key, two lines of four. */
export function words(peer) {
  if (!peer?.words) {
    return '';
  }
  const all = peer.words.split(' ');
  return html`<span class="words mono" role="group" aria-label="Words of its key"><span>${all.slice(0, 4).join(' ')}</span> <span>${all.slice(4).join(' ')}</span></span>`;
}
