import { html } from 'lit';
import { ActingPart } from './element.js';
import { get } from './api.js';
import { shown } from '../both/names.js';
import './preview-view.js';

/** How many of a folder's files are listed. */
const LISTED = 50;

/** A file of this machine that can be looked into; a folder shows what is in it. */
class LookInto extends ActingPart {
  static properties = { path: {}, name: {}, found: { state: true } };

  render() {
    const name = shown(this.name, 160);
    return html`
      <div class="row"><span class="name grow">${name}</span>
        <button class="quiet" aria-expanded=${this.found ? 'true' : 'false'} aria-label="Look into ${name}" ?disabled=${this.busy} @click=${() => this.#toggle()}>Look</button></div>
      ${this.found?.entries ? this.#folder(this.found) : ''}
      ${this.found?.kind ? html`<ferry-preview .preview=${this.found} .name=${this.name}></ferry-preview>` : ''}
      ${this.problem ? html`<p class="name" role="alert">${shown(this.problem)}</p>` : ''}`;
  }

  #folder({ entries, more }) {
    return html`<ul class="list inside">
      ${entries.map((entry) => html`<li><ferry-look .path=${entry.path} .name=${entry.name}></ferry-look></li>`)}
      ${entries.length === 0 ? html`<li class="soft">Nothing in here.</li>` : ''}
      ${more ? html`<li class="soft">and more</li>` : ''}
    </ul>`;
  }

  async #toggle() {
    this.found = this.found ? undefined : await this.act(() => lookAt(this.path));
  }
}

/** A folder has no preview, but a list. */
async function lookAt(path) {
  try {
    return await get('/files/preview', { path });
  } catch (problem) {
    return get('/files', { path, limit: LISTED }).catch(() => {
      throw problem;
    });
  }
}

customElements.define('ferry-look', LookInto);
