import { html } from 'lit';
import { ActingPart } from './element.js';
import { post } from './api.js';
import { shown } from '../both/names.js';
import { shortTime, speed } from '../both/units.js';

/** What the way to somebody is like, if one asks: how soon he answers, and how fast bytes go there and come back. */
class Way extends ActingPart {
  static properties = { to: {}, found: { state: true } };

  render() {
    return html`<div class="row small" role="status">
      <button class="quiet" ?disabled=${this.busy} @click=${() => this.#try()}>${this.busy ? 'Trying…' : 'Try the connection'}</button>
      ${this.found ? html`<span class="number">answers in ${shortTime(this.found.request.median)}, ${speed(this.found.upBytesPerSecond)} there, ${speed(this.found.downBytesPerSecond)} back</span>` : ''}
      ${this.problem ? html`<span class="bad name">${shown(this.problem)}</span>` : ''}
    </div>`;
  }

  async #try() {
    this.found = undefined;
    this.found = await this.act(() => post('/ping', { to: this.to }));
  }
}

customElements.define('ferry-way', Way);
