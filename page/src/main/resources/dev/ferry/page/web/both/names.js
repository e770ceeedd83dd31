/**
 * Makes text of others fit for the page: what would turn a line around, hide itself or end it becomes visible, by the
 * rules of the terminal (DisplayName in Java; a test compares the two with every name of the corpus). What a template
 * then binds is text and never markup.
 */

/** How many characters of a text are shown unless the caller says so. */
const LENGTH = 512;

const UNFIT = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u;
const EMOJI = /^\p{Emoji}$/u;

/** Invisible characters that Unicode does not class as format characters; pairs of first, last. */
const INVISIBLE = [
  [0x034f, 0x034f], // combining grapheme joiner
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian variation selectors
  [0x2065, 0x2065], // unassigned among the bidirectional controls
  [0x2800, 0x2800], // blank Braille pattern
  [0x3164, 0x3164], // Hangul filler
  [0xffa0, 0xffa0], // halfwidth Hangul filler
  [0xfff0, 0xfff8], // unassigned specials
  [0x1d173, 0x1d17a], // musical formatting
  [0xe0000, 0xe0fff], // tags and variation selectors
];

const SHORT = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A name on one line; of a long one the beginning and the end, so that the end of a file's name is not hidden. */
export function shown(text, length = LENGTH) {
  const all = [...String(text ?? '')];
  if (all.length <= length) {
    return escapeAll(all, false);
  }
  const tail = Math.floor((length - 1) / 3);
  const head = Math.max(0, length - 1 - tail);
  return escapeAll(all.slice(0, head), false) + '…' + escapeAll(all.slice(all.length - tail), false);
}

/** A whole message: its lines and tabs stay, everything else as in a name. */
export function shownLines(text) {
  return escapeAll([...String(text ?? '').replaceAll('\r\n', '\n')], true);
}

/** The last segment of a path, shown. */
export function shownLast(path) {
  return shown(String(path ?? '').replace(/\/+$/, '').split('/').pop());
}

function escapeAll(characters, keepLines) {
  let previous = 0;
  return characters
    .map((character) => {
      const keep = (keepLines && (character === '\n' || character === '\t')) || !mustBeEscaped(character, previous);
      previous = character.codePointAt(0);
      return keep ? character : escaped(character);
    })
    .join('');
}

function escaped(character) {
  const hex = character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
  return SHORT[character] ?? `\\u{${hex}}`;
}

function mustBeEscaped(character, previous) {
  const c = character.codePointAt(0);
  if (c >= 0xfe00 && c <= 0xfe0f) {
    return !(c >= 0xfe0e && previous >= 0x80 && EMOJI.test(String.fromCodePoint(previous)));
  }
  const plain = c >= 0x20 && c < 0x7f;
  return !plain && (UNFIT.test(character) || isInvisible(c) || isNoncharacter(c));
}

function isInvisible(c) {
  return INVISIBLE.some(([first, last]) => c >= first && c <= last);
}

function isNoncharacter(c) {
  return (c & 0xfffe) === 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}
