import { html } from 'lit';
import { LivePart } from './element.js';
import { store } from './state.js';
import './near-list.js';
import './this-peer.js';
import './offer-card.js';
import './transfer-list.js';
import { repeat } from 'lit-html/directives/repeat.js';

/** The first thing one sees: what is asked of you, who is near, what moves. */
class Desk extends LivePart {
  render() {
    const { offers } = store.peer;
    return html`<div class="desk">
      ${offers.length === 0 ? '' : html`<section class="offers stack" aria-labelledby="offers-title">
        <h1 id="offers-title">${offers.length === 1 ? 'An offer waits for you' : `${offers.length} offers wait for you`}</h1>
        ${repeat(offers, (offer) => `${offer.transfer} ${offer.since}`, (offer) => html`<ferry-offer .offer=${offer} .settled=${store.settled}></ferry-offer>`)}
      </section>`}
      <aside class="stack">
        <ferry-near></ferry-near>
        <ferry-this-peer></ferry-this-peer>
      </aside>
      <ferry-transfers></ferry-transfers>
    </div>`;
  }
}

customElements.define('ferry-desk', Desk);
