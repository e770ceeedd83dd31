import { html } from 'lit';
import { Part } from '../both/part.js';
import { get, post, at } from './api.js';
import { confirm } from './confirm-dialog.js';
import { store } from './state.js';
import { nameOf, standing, words } from './who.js';
import { shown } from '../both/names.js';
import { moment } from '../both/units.js';

/** Peers that were met, and which of them are trusted. */
class MetPeers extends Part {
  static properties = { peers: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#fetch();
  }

  render() {
    return html`<section class="card stack" aria-labelledby="met-title"><h2 id="met-title">Peers that you have met</h2>
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
      ${this.peers?.length === 0 ? html`<p class="soft">None yet. Whoever you exchange something with stands here, and can be trusted.</p>` : ''}
      <ul class="list">${(this.peers ?? []).map((peer) => this.#peer(peer))}</ul>
    </section>`;
  }

  #peer(peer) {
    const name = nameOf(peer);
    return html`<li class="row">
      <div class="grow"><p class="row"><span class="strong name">${name}</span>${standing(peer)}</p>
        <p class="small soft name">${shown(peer.address, 60)}${peer.lastSeen ? ` · ${moment(peer.lastSeen)}` : ''}</p>${words(peer)}</div>
      ${peer.standing === 'trusted' ? '' : html`<button aria-label="Trust ${name}" @click=${() => this.#trust(peer)}>Trust</button>`}
      <button aria-label="Forget ${name}" @click=${() => this.#forget(peer)}>Forget</button>
    </li>`;
  }

  async #trust(peer) {
    const text = `Compare the eight words with those on the screen of ${nameOf(peer)}: ${peer.words}. Only then does trusting mean something.`;
    if (await confirm(`Trust ${nameOf(peer, 40)}?`, text, 'They are the same: trust')) {
      await this.#do(post(at`/peers/${peer.fingerprint}/trust`));
    }
  }

  async #forget(peer) {
    if (await confirm(`Forget ${nameOf(peer, 40)}?`, 'It is a stranger again, and trusted no more.', 'Forget', true)) {
      await this.#do(post(at`/peers/${peer.fingerprint}/forget`));
    }
  }

  async #do(request) {
    try {
      await request;
      await Promise.all([this.#fetch(), store.refreshStandings()]);
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  async #fetch() {
    try {
      this.peers = (await get('/peers')).peers;
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }
}

customElements.define('ferry-met', MetPeers);
