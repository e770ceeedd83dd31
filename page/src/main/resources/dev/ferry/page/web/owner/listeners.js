import { html } from 'lit';
import { LivePart } from './element.js';
import { get } from './api.js';
import { store } from './state.js';
import { shown } from '../both/names.js';

/** Where this peer can be reached: by other peers, by its owner, by guests. */
class Listeners extends LivePart {
  static properties = { links: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    // What opens no links has no such list.
    get('/links').then(({ links }) => (this.links = links), () => (this.links = []));
  }

  render() {
    const { receiving } = store.peer;
    return html`<section class="card stack" aria-labelledby="listeners-title"><h2 id="listeners-title">Where Ferry listens</h2>
      <dl class="listeners">
        <dt>Peers</dt><dd>${receiving ? addresses(receiving.addresses) : 'Nothing is received at the moment.'}</dd>
        <dt>This page</dt><dd><span class="mono">${location.host}</span> <span class="soft small">this machine alone</span></dd>
        <dt>Guests</dt><dd>${this.#guests()}</dd>
      </dl>
    </section>`;
  }

  #guests() {
    const open = [...new Set((this.links ?? []).flatMap((link) => link.urls ?? []).map((url) => new URL(url).host))];
    return open.length > 0 ? addresses(open) : html`<span class="soft">Not open: there is no <a href="#/shares">link for guests</a>.</span>`;
  }
}

function addresses(all) {
  return html`<ul>${all.map((one) => html`<li class="mono name">${shown(one, 80)}</li>`)}</ul>`;
}

customElements.define('ferry-listeners', Listeners);
