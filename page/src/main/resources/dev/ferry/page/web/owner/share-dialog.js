import { html } from 'lit';
import { DialogPart } from './dialog.js';
import { post } from './api.js';
import { icon } from '../both/icons.js';
import { choosePaths } from './dialogs.js';
import { limited, usualLimit } from './limit.js';
import { shown } from '../both/names.js';

const ACCESS = [
  ['trusted', 'Peers that I trust'],
  ['pin', 'Whoever knows a PIN, which is made up for it'],
  ['link', 'Whoever has a link, with Ferry or curl'],
  ['public', 'Everybody who can reach this machine'],
];

/** What to share, and with whom. Answers with the share, or null. */
class ShareDialog extends DialogPart {
  static properties = { paths: { state: true }, access: { state: true }, exclude: { state: true }, limit: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    Object.assign(this, { paths: [], access: 'trusted', exclude: '', limit: usualLimit(), problem: '', busy: false });
  }

  caption() {
    return 'Share something';
  }

  body() {
    return html`
      <div class="stack">
        <span class="label">What</span>
        ${this.paths.length === 0 ? html`<p class="soft small">Files and folders of this machine. They are read when somebody fetches them; nothing is copied.</p>` : html`<ul class="list chosen">
          ${this.paths.map((path) => html`<li class="row"><span class="grow name mono small">${shown(path, 160)}</span><button class="quiet icon-only" aria-label="Leave out ${shown(path, 80)}" @click=${() => (this.paths = this.paths.filter((one) => one !== path))}>${icon('close')}</button></li>`)}</ul>`}
        <div><button data-first @click=${() => this.#choose()}>${icon('folder')} Choose…</button></div>
      </div>
      <fieldset><legend>For whom</legend>
        ${ACCESS.map(([value, words]) => html`<label class="choice"><input type="radio" name="access" .checked=${this.access === value} @change=${() => (this.access = value)}> ${words}</label>`)}
      </fieldset>
      <div class="field"><label for="share-exclude">Leave out</label><input id="share-exclude" placeholder="*.tmp build/**" autocomplete="off" .value=${this.exclude} @input=${(e) => (this.exclude = e.target.value)}><span class="hint">Patterns with blanks between them.</span></div>
      <div class="field"><label for="share-limit">At most, in MB a second</label><input id="share-limit" type="number" min="0" step="any" placeholder="no limit" .value=${this.limit} @input=${(e) => (this.limit = e.target.value)}></div>
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}`;
  }

  buttons() {
    return html`<button @click=${() => this.answer(null)}>Cancel</button>
      <button class="primary" ?disabled=${this.busy || this.paths.length === 0} @click=${() => this.#share()}>${this.busy ? 'Looking at the files…' : 'Share'}</button>`;
  }

  async #choose() {
    const paths = await choosePaths();
    this.paths = [...new Set([...this.paths, ...(paths ?? [])])];
  }

  async #share() {
    this.busy = true;
    this.problem = '';
    const exclude = this.exclude.split(/\s+/).filter(Boolean);
    try {
      this.answer(await post('/shares', { paths: this.paths, access: this.access, ...(exclude.length > 0 && { exclude }), ...limited(this.limit) }));
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('ferry-share-dialog', ShareDialog);

/** Opens the dialog. */
export function newShare() {
  return ShareDialog.ask();
}
