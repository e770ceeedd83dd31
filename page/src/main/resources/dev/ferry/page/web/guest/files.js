import { html } from 'lit';
import { Part } from '../both/part.js';
import { ask, fileAddress, zipAddress } from './link.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { bytes, count, moment } from '../both/units.js';

/** What can be downloaded: a folder at a time, single files, or all in one zip. */
class GuestFiles extends Part {
  static properties = {
    count: { type: Number },
    bytes: { type: Number },
    left: { type: Number },
    path: { state: true },
    entries: { state: true },
    more: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    this.path = '';
    this.entries = [];
    this.more = false;
    this.failed = '';
    this.#open('');
  }

  async #open(path) {
    this.path = path;
    this.entries = [];
    await this.#load('');
  }

  async #load(after) {
    const path = this.path;
    try {
      const query = new URLSearchParams({ path, after });
      const page = await (await ask(`entries?${query}`)).json();
      if (path === this.path) {
        this.entries = [...this.entries, ...page.entries];
        this.more = page.more;
        this.failed = '';
      }
    } catch (problem) {
      this.failed = problem.message;
    }
  }

  render() {
    return html`<section class="card stack" aria-labelledby="files-title">
      <div class="row">
        <h2 id="files-title" class="grow">Download</h2>
        <span class="soft small number">${count(this.count, 'file')}, ${bytes(this.bytes)}</span>
      </div>
      ${this.left === 0 ? html`<p class="notice warn">This link was used as often as it may be. Ask for a new one.</p>` : ''}
      ${this.#all()}
      ${this.path === '' ? '' : this.#trail()}
      ${this.failed ? html`<p class="notice bad" role="alert">${shown(this.failed)}</p>` : ''}
      <ul class="list">${this.entries.map((entry) => this.#row(entry))}</ul>
      ${this.more ? html`<button @click=${() => this.#load(this.entries.at(-1).name)}>Show more</button>` : ''}
    </section>`;
  }

  /** The one thing that most people came for. */
  #all() {
    const only = this.#only();
    if (only) {
      return html`<a class="button primary" href=${fileAddress(only.name)} download>${icon('receive')} Download <span class="name">${shown(only.name, 60)}</span></a>`;
    }
    return html`<a class="button primary" href=${zipAddress(this.path)} download>${icon('receive')}
      ${this.path === '' ? 'Download all as a zip' : 'Download folder as a zip'}</a>`;
  }

  /** The file that is shared, if it is one alone. */
  #only() {
    const [first] = this.entries;
    return this.path === '' && this.entries.length === 1 && !this.more && first.kind === 'file' ? first : null;
  }

  #trail() {
    const segments = this.path.split('/');
    return html`<nav aria-label="Folder" class="row small trail">
      <button class="quiet" @click=${() => this.#open('')}>${icon('home')} All</button>
      ${segments.map(
        (segment, i) => html`<span class="step"><span aria-hidden="true">/</span>
          <button class="quiet" @click=${() => this.#open(segments.slice(0, i + 1).join('/'))}><span class="name">${shown(segment, 40)}</span></button></span>`,
      )}
    </nav>`;
  }

  #row(entry) {
    const path = this.path === '' ? entry.name : `${this.path}/${entry.name}`;
    const about = entry.kind === 'file' ? `${bytes(entry.size)} · ${moment(entry.modified)}` : entry.kind === 'link' ? 'a link, not given' : 'folder';
    return html`<li class="row">
      ${icon(entry.kind === 'file' ? 'file' : entry.kind === 'folder' ? 'folder' : 'link')}
      <div class="grow">
        <p class="name">${shown(entry.name, 160)}</p>
        <p class="soft small number">${about}</p>
      </div>
      ${this.#only() ? '' : this.#action(entry, path)}
    </li>`;
  }

  #action(entry, path) {
    switch (entry.kind) {
      case 'file':
        return html`<a class="button icon-only whole-row" href=${fileAddress(path)} download aria-label=${`Download ${shown(entry.name)}`}>${icon('receive')}</a>`;
      case 'folder':
        return html`<button class="icon-only whole-row" @click=${() => this.#open(path)} aria-label=${`Open ${shown(entry.name)}`}>${icon('next')}</button>`;
      default:
        return '';
    }
  }
}

customElements.define('guest-files', GuestFiles);
