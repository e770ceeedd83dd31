import { html } from 'lit';
import { Part } from '../both/part.js';
import { shown } from '../both/names.js';
import './look-into.js';
import './copy-button.js';

/** Where a transfer landed; and of what landed here, a look into the first few. */
class ArrivedFiles extends Part {
  static properties = { receipt: { attribute: false }, here: { type: Boolean } };

  render() {
    const { destination, arrived = [], keptBeside = [] } = this.receipt;
    return html`<div class="small stack">
      <p class="row"><span class="soft">${this.here ? 'Lies in' : 'Lies there in'}</span><span class="mono name grow">${shown(destination, 200)}</span>
        ${this.here ? html`<ferry-copy .text=${destination} what="the path"></ferry-copy>` : ''}</p>
      ${this.here ? html`<ul class="list">${arrived.map((name) => html`<li><ferry-look .path=${`${destination}/${name}`} .name=${name}></ferry-look></li>`)}</ul>` : ''}
      ${keptBeside.length > 0 ? html`<p class="name"><span class="soft">Kept beside older ones:</span> ${keptBeside.map((name) => shown(name, 80)).join(', ')}</p>` : ''}
    </div>`;
  }
}

customElements.define('ferry-arrived', ArrivedFiles);
