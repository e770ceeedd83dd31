import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { LivePart } from './element.js';
import { store } from './state.js';
import { nearKey } from './reduce.js';
import { icon } from '../both/icons.js';
import { nameOf } from './who.js';
import { browse, newShare } from './dialogs.js';
import './share-card.js';
import './guest-links.js';

/** What is shared from here, and the way into what others share. */
class SharesPage extends LivePart {
  render() {
    const { shares, near } = store.peer;
    const sharing = near.filter((peer) => peer.shares);
    return html`<section class="stack page" aria-labelledby="shares-title">
      <div class="row"><h1 id="shares-title" class="grow">Shares</h1><button class="primary" @click=${() => newShare()}>${icon('plus')} Share something…</button></div>
      <h2>What you share</h2>
      ${shares.length === 0
        ? html`<div class="card empty">${icon('share')}<strong>You share nothing</strong><p>What you share waits here until others fetch it, whenever they like: for peers that you trust, for whoever knows a PIN or a link, or for everybody who can reach you.</p></div>`
        : html`<ul class="stack">${repeat(shares, (share) => share.share, (share) => html`<li><ferry-share .share=${share}></ferry-share></li>`)}</ul>`}
      <ferry-guest-links></ferry-guest-links>
      <h2>What others share</h2>
      ${sharing.length === 0 ? html`<p class="soft">Nobody who is near says that there is something to fetch.</p>` : html`<ul class="stack">
        ${repeat(sharing, nearKey, (peer) => html`<li class="card row"><span class="grow name strong">${nameOf(peer)}</span><button @click=${() => browse(peer)}>${icon('folder')} Look into it</button></li>`)}</ul>`}
      <p><button @click=${() => browse(undefined)}>${icon('link')} Open an address or a link…</button></p>
    </section>`;
  }
}

customElements.define('ferry-shares', SharesPage);
