import { html } from 'lit';
import { DialogPart } from './dialog.js';
import { post } from './api.js';
import { choosePaths } from './dialogs.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';

const LIVES = [
  [3_600, 'an hour'],
  [86_400, 'a day'],
  [604_800, 'a week'],
  [0, 'as long as Ferry runs'],
];

/** What a link opens for guests, and for how long. Answers with the link, or null. */
class LinkDialog extends DialogPart {
  static properties = {
    paths: { state: true }, upload: { state: true }, seconds: { state: true }, pin: { state: true }, most: { state: true }, https: { state: true },
    problem: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { paths: [], upload: false, seconds: 86_400, pin: '', most: '', https: false, problem: '', busy: false });
  }

  caption() {
    return 'New link for guests';
  }

  body() {
    return html`
      <div class="stack">
        <span class="label">What guests can fetch</span>
        ${this.paths.length === 0 ? html`<p class="soft small">Nothing yet: files and folders of this machine.</p>` : html`<ul class="list chosen">
          ${this.paths.map((path) => html`<li class="row"><span class="grow name mono small">${shown(path, 160)}</span><button class="quiet icon-only" aria-label="Leave out ${shown(path, 80)}" @click=${() => (this.paths = this.paths.filter((one) => one !== path))}>${icon('close')}</button></li>`)}</ul>`}
        <div><button data-first @click=${() => this.#choose()}>${icon('folder')} Choose…</button></div>
      </div>
      <label class="choice"><input type="checkbox" .checked=${this.upload} @change=${(e) => (this.upload = e.target.checked)}> Guests may send me something; I am asked about it</label>
      <div class="field"><label for="link-life">Open for</label>
        <select id="link-life" .value=${String(this.seconds)} @change=${(e) => (this.seconds = Number(e.target.value))}>
          ${LIVES.map(([seconds, words]) => html`<option value=${seconds} ?selected=${seconds === this.seconds}>${words}</option>`)}
        </select></div>
      <div class="field"><label for="link-pin">PIN, if it should have one</label><input id="link-pin" minlength="4" maxlength="64" autocomplete="off" .value=${this.pin} @input=${(e) => (this.pin = e.target.value.trim())}><span class="hint">At least four characters. Without one, whoever has the link gets in.</span></div>
      <div class="field"><label for="link-most">At most so many downloads</label><input id="link-most" type="number" min="1" placeholder="any number" .value=${this.most} @input=${(e) => (this.most = e.target.value)}></div>
      <label class="choice"><input type="checkbox" .checked=${this.https} @change=${(e) => (this.https = e.target.checked)}> Encrypt (HTTPS); the browsers of guests warn of the certificate</label>
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}`;
  }

  buttons() {
    return html`<button @click=${() => this.answer(null)}>Cancel</button>
      <button class="primary" ?disabled=${this.busy || (this.paths.length === 0 && !this.upload)} @click=${() => this.#make()}>${icon('link')} ${this.busy ? 'Looking at the files…' : 'Open the link'}</button>`;
  }

  async #choose() {
    const paths = await choosePaths();
    this.paths = [...new Set([...this.paths, ...(paths ?? [])])];
  }

  async #make() {
    this.busy = true;
    this.problem = '';
    try {
      this.answer(await post('/links', {
        ...(this.paths.length > 0 && { paths: this.paths }),
        upload: this.upload,
        https: this.https,
        ...(this.seconds > 0 && { seconds: this.seconds }),
        ...(this.pin && { pin: this.pin }),
        ...(Number(this.most) > 0 && { mostDownloads: Math.floor(Number(this.most)) }),
      }));
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('ferry-link-dialog', LinkDialog);

/** Opens the dialog. */
export function newLink() {
  return LinkDialog.ask();
}
