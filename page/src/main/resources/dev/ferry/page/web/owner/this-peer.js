import { html } from 'lit';
import { LivePart } from './element.js';
import { store } from './state.js';
import { address } from './api.js';
import { icon } from '../both/icons.js';
import { nameOf, words } from './who.js';
import { shown } from '../both/names.js';
import './copy-button.js';

const ACCEPTS = {
  ask: 'You are asked about everything.',
  known: 'Trusted peers come in; you are asked about others.',
  all: 'Everybody comes in, but for changed peers.',
};

/** This machine, as others find it: name, addresses, words of its key. */
class ThisPeer extends LivePart {
  static properties = { code: { state: true } };

  render() {
    const { self, receiving, settings } = store.peer;
    return html`<section class="card stack" aria-labelledby="self-title">
      <div>
        <h2 id="self-title" class="name">${nameOf(self)}</h2>
        <p class="small soft">This machine, as others see it</p>
      </div>
      ${receiving ? this.#addresses(receiving) : html`<p class="notice warn">Nothing is received at the moment. Start Ferry with <code>ferry up</code> to receive.</p>`}
      <div>
        <span class="small soft">Words of its key, as others see them</span>
        ${words(self)}
      </div>
      ${receiving ? html`<p class="small soft">${ACCEPTS[settings.accept] ?? ''} Files land in <span class="mono name">${shown(receiving.into)}</span>. <a href="#/settings">Change</a></p>` : ''}
    </section>`;
  }

  #addresses({ addresses }) {
    const outside = addresses.filter((one) => !one.startsWith('127.') && !one.startsWith('[::1]'));
    const useful = outside.length > 0 ? outside : addresses;
    return html`<ul class="addresses">${useful.map((one) => html`<li class="row">
          <span class="mono grow name">${shown(one)}</span>
          <ferry-copy .text=${one} what="the address ${one}"></ferry-copy>
          <button class="quiet icon-only" aria-label="QR code of ${one}" aria-expanded=${this.code === one ? 'true' : 'false'}
            @click=${() => (this.code = this.code === one ? undefined : one)}>${icon('qr')}</button>
        </li>
        ${this.code === one ? html`<li><img class="qr" src=${address('/qr', { text: one })} alt="QR code of the address ${one}" width="200" height="200"></li>` : ''}`)}
    </ul>`;
  }
}

customElements.define('ferry-this-peer', ThisPeer);
