import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { Part } from '../both/part.js';
import { get } from './api.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { store } from './state.js';
import './past-transfer.js';

const PAGE = 50;
const TYPING_MILLIS = 250;

/** All that was sent and received, newest first, and a search in it. */
class HistoryPage extends Part {
  static properties = { past: { state: true }, more: { state: true }, search: { state: true }, problem: { state: true } };

  #told = (told) => told.detail.event === 'ended' && this.#fetch(false);
  #typing;
  #asked = 0;

  constructor() {
    super();
    this.search = '';
  }

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('told', this.#told);
    this.#fetch(false);
  }

  disconnectedCallback() {
    store.removeEventListener('told', this.#told);
    super.disconnectedCallback();
  }

  render() {
    return html`<section class="stack page" aria-labelledby="history-title">
      <h1 id="history-title">History</h1>
      <div class="search">${icon('search')}<input type="search" aria-label="Search in the history" placeholder="Name, peer, text or id" .value=${this.search} @input=${(e) => this.#type(e.target.value)}></div>
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
      ${this.past === undefined ? '' : this.#list()}
    </section>`;
  }

  #list() {
    return html`
      <p class="for-readers" role="status">${this.past.length}${this.more ? ' or more' : ''} found</p>
      ${this.past.length === 0 ? this.#nothing() : html`<ul class="card list">
        ${repeat(this.past, (past) => past.transfer + past.direction, (past) => html`<li><ferry-past .past=${past}></ferry-past></li>`)}
      </ul>`}
      ${this.more ? html`<button @click=${() => this.#fetch(true)}>Show more</button>` : ''}`;
  }

  #nothing() {
    return this.search
      ? html`<div class="card empty">${icon('search')}<strong>Nothing found</strong><p>Nothing in the history has “${shown(this.search, 60)}” in its name, its peer or its message. <button class="quiet" @click=${() => this.#type('')}>Show everything</button></p></div>`
      : html`<div class="card empty">${icon('history')}<strong>Nothing was sent or received yet</strong><p>What ends, well or not, is noted here. <a href="#/">Send something</a></p></div>`;
  }

  #type(text) {
    this.search = text;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#fetch(false), TYPING_MILLIS);
  }

  async #fetch(further) {
    const asked = ++this.#asked;
    const before = further ? this.past : [];
    try {
      const said = await get('/history', { search: this.search, skip: before.length || undefined, limit: PAGE });
      if (asked === this.#asked) {
        this.past = [...before, ...said.past];
        this.more = said.more;
        this.problem = '';
      }
    } catch (problem) {
      this.problem = problem.message;
    }
  }
}

customElements.define('ferry-history', HistoryPage);
