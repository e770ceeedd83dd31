import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { DialogPart } from './dialog.js';
import { get, post } from './api.js';
import { icon } from '../both/icons.js';
import { shown, shownLast } from '../both/names.js';
import { bytes, moment } from '../both/units.js';

/** Chooses among the files and folders of this machine. Answers with absolute paths, or null. */
class Chooser extends DialogPart {
  static properties = {
    folders: { type: Boolean }, start: {}, level: { state: true }, chosen: { state: true }, showHidden: { state: true },
    problem: { state: true }, naming: { state: true },
  };

  #asked = 0;

  constructor() {
    super();
    Object.assign(this, { folders: false, start: '', level: undefined, chosen: [], problem: '', naming: false, showHidden: false });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#go(this.start || undefined).then((there) => there || (this.start && this.#go(undefined)));
  }

  caption() {
    return this.folders ? 'Choose a folder' : 'Choose files and folders of this machine';
  }

  body() {
    const { level } = this;
    return html`
      <form class="row" @submit=${() => this.#go(this.querySelector('#chooser-path').value)}>
        <button type="button" class="icon-only" aria-label="Folder above" ?disabled=${!level?.parent} @click=${() => this.#go(level.parent)}>${icon('send')}</button>
        <input id="chooser-path" class="grow mono" aria-label="Folder" ?disabled=${!level && !this.problem} .value=${level?.path ?? ''} spellcheck="false" autocomplete="off">
        <button type="submit">Go</button>
      </form>
      <div class="row">
        ${(level?.places ?? []).map((place) => html`<button class="quiet" @click=${() => this.#go(place.path)}>${shown(place.name, 24)}</button>`)}
        <span class="grow"></span>
        <label class="choice small"><input type="checkbox" .checked=${this.showHidden} @change=${(e) => this.#showHidden(e.target.checked)}> hidden ones</label>
      </div>
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
      ${this.naming ? this.#newFolder() : ''}
      ${level ? this.#list(level) : html`<p class="soft" role="status">Looking…</p>`}`;
  }

  buttons() {
    const { level } = this;
    return html`
      ${level?.writable && !this.naming ? html`<button class="quiet" aria-label="New folder" @click=${() => this.#nameFolder()}>${icon('plus')}<span class="wide-only">New folder</span></button>` : ''}
      <span class="grow"></span>
      <button @click=${() => this.answer(null)}>Cancel</button>
      ${this.folders
        ? html`<button class="primary" ?disabled=${!level} @click=${() => this.answer([level.path])}>Choose “${shown(lastOf(level?.path), 30)}”</button>`
        : html`<button class="primary" ?disabled=${this.chosen.length === 0} @click=${() => this.answer(this.chosen)}>Choose ${this.chosen.length || ''}</button>`}`;
  }

  #list(level) {
    const entries = this.folders ? level.entries.filter((entry) => entry.kind === 'folder') : level.entries;
    return html`<ul class="list files" aria-label="In ${shown(level.path)}">
      ${repeat(entries, (entry) => entry.path, (entry) => this.#entry(entry))}
      ${entries.length === 0 ? html`<li class="soft">${this.folders ? 'No folders in here. It can be chosen itself, below.' : 'Nothing in here.'}</li>` : ''}
      ${level.more ? html`<li><button class="quiet" @click=${() => this.#more()}>Show more</button></li>` : ''}
    </ul>`;
  }

  #entry(entry) {
    const folder = entry.kind === 'folder';
    const can = folder || entry.kind === 'file';
    return html`<li class="row">
      ${this.folders ? '' : html`<input type="checkbox" aria-label="Choose ${shown(entry.name, 80)}" ?disabled=${!can}
          .checked=${this.chosen.includes(entry.path)} @change=${(e) => this.#tick(entry.path, e.target.checked)}>`}
      ${folder
        ? html`<button class="quiet grow file-name" @click=${() => this.#go(entry.path)}>${icon('folder')}<span class="name">${shown(entry.name)}</span>${icon('next')}</button>`
        : html`<span class="row grow file-name ${can ? '' : 'soft'}">${icon('file')}<span class="name grow">${shown(entry.name)}</span></span>
          <span class="small soft number">${entry.bytes === undefined ? entry.kind : bytes(entry.bytes)}</span>
          <span class="small soft number wide-only">${entry.modified ? moment(entry.modified) : ''}</span>`}
    </li>`;
  }

  #newFolder() {
    return html`<form class="row" @submit=${() => this.#make()}>
      <input id="chooser-new" class="grow" aria-label="Name of the new folder" placeholder="Name of the new folder" autocomplete="off">
      <button type="submit" class="primary">Make</button>
      <button type="button" @click=${() => (this.naming = false)}>Cancel</button>
    </form>`;
  }

  async #nameFolder() {
    this.naming = true;
    await this.updateComplete;
    this.querySelector('#chooser-new').focus();
  }

  async #make() {
    const name = this.querySelector('#chooser-new').value.trim();
    if (!name) {
      return;
    }
    try {
      const made = await post('/files/folders', { path: `${this.level.path.replace(/\/$/, '')}/${name}` });
      this.naming = false;
      await this.#go(made.path);
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  /** Of answers that overtake each other the one to the last question counts. */
  async #go(path) {
    const asked = ++this.#asked;
    try {
      const level = await get('/files', { path, hidden: this.showHidden || undefined });
      if (asked === this.#asked) {
        this.level = level;
        this.problem = '';
      }
      return true;
    } catch (problem) {
      this.problem = problem.message;
      return false;
    }
  }

  async #more() {
    try {
      const after = this.level.entries.at(-1).name;
      const next = await get('/files', { path: this.level.path, after, hidden: this.showHidden || undefined });
      this.level = { ...next, entries: [...this.level.entries, ...next.entries] };
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  #showHidden(yes) {
    this.showHidden = yes;
    this.#go(this.level?.path);
  }

  #tick(path, yes) {
    this.chosen = yes ? [...this.chosen, path] : this.chosen.filter((one) => one !== path);
  }
}

function lastOf(path) {
  return path === undefined ? '' : shownLast(path) || '/';
}

customElements.define('ferry-chooser', Chooser);

/** Files and folders that a person chooses, as absolute paths; null if none. */
export function choosePaths() {
  return Chooser.ask({ folders: false });
}

/** A folder that a person chooses, beginning at one; null if none. */
export async function chooseFolder(start) {
  const chosen = await Chooser.ask({ folders: true, start });
  return chosen?.[0] ?? null;
}
