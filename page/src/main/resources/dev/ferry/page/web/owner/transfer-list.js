import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { LivePart } from './element.js';
import { store } from './state.js';
import { icon } from '../both/icons.js';
import './transfer-card.js';
import './upload-card.js';
import './kept-card.js';

/** How many that ended are shown at first. */
const FIRST = 10;

/** What moves, what could go on, and what has ended since the peer was started. */
class TransferList extends LivePart {
  static properties = { all: { state: true } };

  render() {
    const transfers = [...store.peer.transfers.values()];
    const waiting = new Set(store.peer.offers.map((offer) => offer.transfer));
    const moving = transfers.filter((one) => one.state !== 'ended' && !waiting.has(one.transfer)).sort(byBeginning);
    const over = transfers.filter((one) => one.state === 'ended').sort(byEnd);
    const left = over.filter(isLeft);
    const ended = over.filter((one) => !isLeft(one));
    const uploads = [...store.uploads.values()];
    return html`<section class="stack" aria-labelledby="moving-title">
      <h1 id="moving-title">Transfers</h1>
      ${moving.length + uploads.length + over.length + store.peer.kept.length === 0 ? nothing() : ''}
      ${moving.length + uploads.length === 0 ? '' : html`<h2>Under way</h2><ul class="stack">
        ${repeat(uploads, (one) => one.key, (one) => html`<li><ferry-upload .upload=${one}></ferry-upload></li>`)}
        ${repeat(moving, (one) => one.transfer, (one) => html`<li><ferry-transfer .transfer=${one}></ferry-transfer></li>`)}
      </ul>`}
      ${left.length + store.peer.kept.length === 0 ? '' : html`<h2>Not finished</h2>
        <ul class="stack">
          ${repeat(left, (one) => one.transfer, (one) => html`<li><ferry-transfer .transfer=${one}></ferry-transfer></li>`)}
          ${repeat(store.peer.kept, (one) => one.transfer, (one) => html`<li><ferry-kept .kept=${one}></ferry-kept></li>`)}
        </ul>`}
      ${ended.length === 0 ? '' : html`<h2>Ended</h2>
        <ul class="stack">${repeat(this.all ? ended : ended.slice(0, FIRST), (one) => one.transfer, (one) => html`<li><ferry-transfer .transfer=${one}></ferry-transfer></li>`)}</ul>
        ${ended.length > FIRST && !this.all ? html`<button @click=${() => (this.all = true)}>Show all ${ended.length}</button>` : ''}
        <p class="small"><a href="#/history">Everything before, in the history</a></p>`}
    </section>`;
  }
}

/** Whether it ended, but something of it is kept. */
function isLeft(one) {
  return one.resumable !== undefined && one.ended?.result !== 'completed';
}

function nothing() {
  return html`<div class="card empty">
    ${icon('ferry')}
    <strong>Nothing moves</strong>
    <p>Drop files on somebody who is near, or press a name to choose what to send. What others send you is asked about here.</p>
  </div>`;
}

function byBeginning(a, b) {
  return Date.parse(a.began) - Date.parse(b.began);
}

function byEnd(a, b) {
  return Date.parse(b.changed ?? b.began) - Date.parse(a.changed ?? a.began);
}

customElements.define('ferry-transfers', TransferList);
