import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { LivePart } from './element.js';
import { store } from './state.js';
import { nearKey } from './reduce.js';
import { post } from './api.js';
import { icon } from '../both/icons.js';
import { sendTo } from './dialogs.js';
import './near-peer.js';

/** Who is near, live: whom one can send to, and look at the shares of. */
class NearList extends LivePart {
  static properties = { looking: { state: true }, problem: { state: true } };

  render() {
    const near = [...store.peer.near].sort(byTrustThenName);
    return html`<section class="card stack" aria-labelledby="near-title">
      <div class="row">
        <h2 id="near-title" class="grow">Near you</h2>
        <button class="quiet" ?disabled=${this.looking} @click=${() => this.#look()}>${this.looking ? 'Looking…' : 'Look again'}</button>
      </div>
      ${near.length === 0 ? nobody() : html`<ul class="peers">${repeat(near, nearKey, (peer) => html`<li><ferry-near-peer .peer=${peer}></ferry-near-peer></li>`)}</ul>`}
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <button @click=${() => sendTo(undefined)}>${icon('send')} Send to an address…</button>
    </section>`;
  }

  async #look() {
    this.looking = true;
    this.problem = '';
    try {
      await post('/near/scan');
      setTimeout(() => (this.looking = false), 6_000);
    } catch (problem) {
      this.problem = problem.message;
      this.looking = false;
    }
  }
}

function nobody() {
  return html`<div class="empty">
    ${icon('near')}
    <strong>Nobody is near yet</strong>
    <p>Start Ferry, or the LocalSend app, on another device in this network: it appears here by itself. Some networks keep devices apart; then its address helps.</p>
  </div>`;
}

const ORDER = { trusted: 0, known: 1, unknown: 2, unproven: 3, changed: 4 };

function byTrustThenName(a, b) {
  return (ORDER[a.standing] ?? 5) - (ORDER[b.standing] ?? 5) || a.alias.localeCompare(b.alias);
}

customElements.define('ferry-near', NearList);
