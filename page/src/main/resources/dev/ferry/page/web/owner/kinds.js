import { count, number } from '../both/units.js';

const WORDS = {
  picture: 'picture', video: 'video', audio: 'sound', csv: 'table', json: 'JSON file', text: 'text',
  document: 'document', archive: 'archive', program: 'program', other: 'other file',
};

/** What a file is, in a word. */
function kindWord(kind) {
  return WORDS[kind] ?? 'file';
}

/** `1,100 pictures, 104 videos` of counts by kind. */
export function kindsText(kinds) {
  return Object.entries(kinds ?? {})
    .sort((a, b) => b[1] - a[1])
    .map(([kind, n]) => count(n, kindWord(kind)))
    .join(', ');
}

/** `1,200 new, 30 already here` of a plan. */
export function planText(plan) {
  const parts = [
    [plan.newFiles, 'new'],
    [plan.same, 'already here'],
    [plan.changed, plan.changed === 1 ? 'has other contents here' : 'have other contents here'],
  ];
  return parts.filter(([n]) => n > 0).map(([n, words]) => `${number(n)} ${words}`).join(', ');
}
