import { html } from 'lit';
import { DialogPart } from './dialog.js';
import { post } from './api.js';
import { asking, begin } from './actions.js';
import { icon } from '../both/icons.js';
import { chooseFolder } from './dialogs.js';
import { limited, usualLimit } from './limit.js';
import { store } from './state.js';
import { nameOf } from './who.js';
import { shown, shownLast } from '../both/names.js';
import { bytes, moment } from '../both/units.js';

/** Looks through what another peer shares, and fetches some of it. Answers with true when something was begun. */
class RemoteDialog extends DialogPart {
  static properties = {
    peer: { attribute: false }, from: { state: true }, level: { state: true }, chosen: { state: true }, into: { state: true }, problem: { state: true }, busy: { state: true },
  };

  #pin;

  constructor() {
    super();
    Object.assign(this, { from: '', level: undefined, chosen: new Set(), into: '', problem: '', busy: false });
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.peer) {
      this.from = this.peer.fingerprint || this.peer.address;
      this.#go('');
    }
  }

  caption() {
    return this.peer ? `What ${nameOf(this.peer)} shares` : 'What somebody shares';
  }

  body() {
    return html`
      ${this.peer ? '' : html`<form class="row" @submit=${() => this.#go('')}>
        <input data-first class="grow mono" aria-label="Address, name or link" placeholder="192.168.1.20, or a link" autocomplete="off" spellcheck="false" .value=${this.from} @input=${(e) => (this.from = e.target.value.trim())}>
        <button type="submit">Open</button></form>`}
      ${this.level ? this.#list(this.level) : this.busy ? html`<p class="soft" role="status">Asking…</p>` : ''}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
      ${this.level ? html`<div class="row save-in">${icon('folder')}<span class="grow">Save in <span class="mono name">${shown(this.into || store.peer.settings.inbox, 120)}</span></span><button class="quiet" @click=${() => this.#chooseFolder()}>Change…</button></div>` : ''}`;
  }

  buttons() {
    return html`<button @click=${() => this.answer(null)}>Close</button>
      <button class="primary" ?disabled=${this.busy || this.chosen.size === 0} @click=${() => this.#get()}>${icon('receive')} Fetch ${this.chosen.size || ''}</button>`;
  }

  #list({ path = '', entries, more }) {
    return html`
      <p class="row">${path === '' ? '' : html`<button class="quiet" @click=${() => this.#go(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')}>${icon('send')} Up</button>`}<span class="mono name">${shown(path, 160) || '/'}</span></p>
      <ul class="list files">
        ${entries.map((entry) => this.#entry(entry))}
        ${entries.length === 0 ? html`<li class="soft">${path === '' ? 'Nothing is shared with you there. Ask for the PIN or the link, or to be trusted.' : 'This folder is empty.'}</li>` : ''}
        ${more ? html`<li class="soft">There is more in this folder than can be listed here. Fetch the folder as a whole.</li>` : ''}
      </ul>`;
  }

  #entry(entry) {
    const name = shownLast(entry.path);
    return html`<li class="row">
      <input type="checkbox" aria-label="Choose ${name}" .checked=${this.chosen.has(entry.path)} @change=${(e) => this.#tick(entry.path, e.target.checked)}>
      ${entry.kind === 'folder'
        ? html`<button class="quiet grow file-name" @click=${() => this.#go(entry.path)}>${icon('folder')}<span class="name">${name}</span>${icon('next')}</button>`
        : html`<span class="row grow file-name">${icon(entry.kind)}<span class="name grow">${name}</span></span>
          <span class="small soft number">${entry.bytes === undefined ? '' : bytes(entry.bytes)}</span><span class="small soft number wide-only">${moment(entry.modified)}</span>`}
    </li>`;
  }

  async #go(path) {
    this.busy = true;
    this.problem = '';
    try {
      const level = await asking({ from: this.from, ...(path && { path }), ...(this.#pin && { pin: this.#pin }) }, async (body) => {
        const said = await post('/remote', body);
        this.#pin = body.pin;
        return said;
      });
      this.level = level ?? this.level;
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }

  #tick(path, yes) {
    const chosen = new Set(this.chosen);
    yes ? chosen.add(path) : chosen.delete(path);
    this.chosen = chosen;
  }

  async #chooseFolder() {
    this.into = (await chooseFolder(this.into || store.peer.settings.inbox)) ?? this.into;
  }

  async #get() {
    this.busy = true;
    this.problem = '';
    try {
      const request = { kind: 'get', from: this.from, paths: [...this.chosen], ...(this.into && { into: this.into }), ...(this.#pin && { pin: this.#pin }), ...limited(usualLimit()) };
      if ((await begin(request)) !== null) {
        this.answer(true);
        location.hash = '#/';
      }
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('ferry-remote-dialog', RemoteDialog);

/** Opens the dialog on somebody who is near, or on an address that the person types. */
export function browse(peer) {
  return RemoteDialog.ask({ peer });
}
