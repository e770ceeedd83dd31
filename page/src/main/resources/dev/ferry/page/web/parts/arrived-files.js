import { html } from 'lit';
import { Part } from './element.js';
import { get } from './api.js';
import { icon } from './icons.js';
import { shown } from './names.js';
import './preview-view.js';
import './copy-button.js';

/** Where a transfer landed; and of what landed here, a look into the first few. */
class ArrivedFiles extends Part {
  static properties = { receipt: { attribute: false }, here: { type: Boolean }, looks: { state: true } };

  constructor() {
    super();
    this.looks = new Map();
  }

  render() {
    const { destination, arrived = [], keptBeside = [] } = this.receipt;
    return html`<div class="small stack">
      <p class="row"><span class="soft">${this.here ? 'Lies in' : 'Lies there in'}</span><span class="mono name grow">${shown(destination, 200)}</span>
        ${this.here ? html`<ferry-copy .text=${destination} what="the path"></ferry-copy>` : ''}</p>
      ${this.here ? html`<ul class="list">${arrived.map((name) => this.#file(`${destination}/${name}`, name))}</ul>` : ''}
      ${keptBeside.length > 0 ? html`<p class="name"><span class="soft">Kept beside older ones:</span> ${keptBeside.map((name) => shown(name, 80)).join(', ')}</p>` : ''}
    </div>`;
  }

  #file(path, name) {
    const look = this.looks.get(path);
    return html`<li>
      <div class="row"><span class="name grow">${shown(name, 160)}</span>
        <button class="quiet" aria-expanded=${look ? 'true' : 'false'} aria-label="Look into ${shown(name, 80)}" @click=${() => this.#look(path)}>Look</button></div>
      ${look?.preview ? html`<ferry-preview .preview=${look.preview} .name=${name}></ferry-preview>` : ''}
      ${look?.problem ? html`<p class="row">${icon('warn')}<span class="name">${shown(look.problem)}</span></p>` : ''}
    </li>`;
  }

  async #look(path) {
    if (this.looks.has(path)) {
      const left = new Map(this.looks);
      left.delete(path);
      this.looks = left;
      return;
    }
    const found = await get('/files/preview', { path }).then((preview) => ({ preview }), (problem) => ({ problem: problem.message }));
    this.looks = new Map(this.looks).set(path, found);
  }
}

customElements.define('ferry-arrived', ArrivedFiles);
