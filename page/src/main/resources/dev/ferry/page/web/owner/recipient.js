import { html } from 'lit';
import { LivePart } from './element.js';
import { store } from './state.js';
import { nearKey } from './reduce.js';
import { nameOf, standing } from './who.js';
import { shown } from '../both/names.js';

/** Who gets it: somebody who is near, or an address that is typed. Tells `chosen` with what the peer takes for an address. */
class Recipient extends LivePart {
  static properties = { key: { state: true }, typed: { state: true } };

  constructor() {
    super();
    this.key = undefined;
    this.typed = '';
  }

  render() {
    const { near } = store.peer;
    return html`<fieldset class="stack">
      <legend>To</legend>
      ${near.length === 0 ? '' : html`<div class="recipients">${near.map((peer) => this.#near(peer))}</div>`}
      <div class="field">
        <label for="address" class="small">${near.length === 0 ? 'Address or name' : 'or an address'}</label>
        <input id="address" .value=${this.typed} placeholder="192.168.1.20" autocomplete="off" autocapitalize="none" spellcheck="false"
          @input=${(e) => this.#type(e.target.value)}>
      </div>
    </fieldset>`;
  }

  #near(peer) {
    const key = nearKey(peer);
    return html`<label class="choice">
      <input type="radio" name="recipient" .checked=${this.key === key} @change=${() => this.#choose(key, peer)}>
      <span class="grow"><span class="name">${nameOf(peer)}</span> <span class="small soft name">${shown(peer.address)}</span></span>
      ${standing(peer)}
    </label>`;
  }

  #choose(key, peer) {
    this.key = key;
    this.typed = '';
    this.#tell(peer.fingerprint || peer.address);
  }

  #type(text) {
    this.typed = text;
    this.key = undefined;
    this.#tell(text);
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent('chosen', { detail }));
  }
}

customElements.define('ferry-recipient', Recipient);
