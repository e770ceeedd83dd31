import { html } from 'lit';
import { Part } from '../both/part.js';
import { get, at } from './api.js';
import { icon } from '../both/icons.js';
import { Selection } from './selection.js';
import { shown } from '../both/names.js';
import { bytes, count } from '../both/units.js';
import './offer-preview.js';

const PAGE = 200;

/** What is in an offer, folder by folder, to be ticked. Tells `changed` with the selection. */
class OfferTree extends Part {
  static properties = {
    offer: { attribute: false }, selection: { attribute: false }, levels: { state: true }, open: { state: true }, looking: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { selection: new Selection(), levels: new Map(), open: new Set(), problem: '', looking: undefined });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load('');
  }

  render() {
    return html`<div class="tree">
      <div class="row">
        <button class="quiet" @click=${() => this.#tick('', true)}>All</button>
        <button class="quiet" @click=${() => this.#tick('', false)}>None</button>
      </div>
      ${this.#level('')}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
    </div>`;
  }

  #level(folder) {
    const level = this.levels.get(folder);
    if (!level) {
      return html`<p class="small soft" role="status">Looking…</p>`;
    }
    return html`<ul aria-label=${folder === '' ? 'What is offered' : `In ${shown(folder, 120)}`}>
      ${level.entries.map((entry) => this.#entry(folder === '' ? entry.name : `${folder}/${entry.name}`, entry))}
      ${level.more ? html`<li><button class="quiet" @click=${() => this.#load(folder)}>Show more of ${folder === '' ? 'it' : shown(folder, 60)}</button></li>` : ''}
    </ul>`;
  }

  #entry(path, entry) {
    const name = shown(entry.name, 160);
    const isOpen = this.open.has(path);
    return html`<li>
      <div class="row leaf">
        ${entry.kind === 'folder'
          ? html`<button class="quiet icon-only twist ${isOpen ? 'open' : ''}" aria-expanded=${isOpen ? 'true' : 'false'} aria-label="Look into ${name}" @click=${() => this.#twist(path)}>${icon('next')}</button>`
          : html`<span class="twist"></span>`}
        <label class="choice grow">
          <input type="checkbox" .checked=${this.selection.isWanted(path)} .indeterminate=${this.selection.isMixed(path)} @change=${(e) => this.#tick(path, e.target.checked)}>
          ${icon(entry.kind)}<span class="name grow">${name}${entry.kind === 'link' ? html` <span class="soft">→ ${shown(entry.target, 80)}</span>` : ''}</span>
          <span class="small soft number">${entry.kind === 'folder' ? count(entry.entries ?? 0, 'entry') : entry.bytes === undefined ? '' : bytes(entry.bytes)}</span>
        </label>
        ${entry.kind === 'file' && this.offer.previews
          ? html`<button class="quiet" aria-expanded=${this.looking === path ? 'true' : 'false'} aria-label="Look into ${name}" @click=${() => (this.looking = this.looking === path ? undefined : path)}>Look</button>`
          : ''}
      </div>
      ${this.looking === path ? html`<ferry-offer-preview .offer=${this.offer.transfer} .index=${entry.index} .path=${path}></ferry-offer-preview>` : ''}
      ${isOpen ? this.#level(path) : ''}
    </li>`;
  }

  #twist(path) {
    const open = new Set(this.open);
    if (open.delete(path)) {
      this.open = open;
      return;
    }
    this.open = open.add(path);
    if (!this.levels.has(path)) {
      this.#load(path);
    }
  }

  #tick(path, wanted) {
    this.selection = this.selection.with(path, wanted);
    this.dispatchEvent(new CustomEvent('changed', { detail: this.selection }));
  }

  async #load(folder) {
    try {
      const before = this.levels.get(folder)?.entries ?? [];
      const said = await entries(this.offer.transfer, folder, before.at(-1)?.name);
      this.levels = new Map(this.levels).set(folder, { entries: [...before, ...said.entries], more: said.more });
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }
}

function entries(offer, folder, after) {
  return get(at`/offers/${offer}/entries`, { path: folder || undefined, after, limit: PAGE });
}

/** All paths right below a folder of an offer. */
export async function pathsIn(offer, folder) {
  const found = [];
  for (let more = true, after; more; ) {
    const said = await entries(offer, folder, after);
    found.push(...said.entries.map((entry) => (folder === '' ? entry.name : `${folder}/${entry.name}`)));
    after = said.entries.at(-1)?.name;
    more = said.more && after !== undefined;
  }
  return found;
}

customElements.define('ferry-offer-tree', OfferTree);
