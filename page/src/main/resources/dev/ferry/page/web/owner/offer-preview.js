import { html } from 'lit';
import { Part } from '../both/part.js';
import { get, at } from './api.js';
import { shown } from '../both/names.js';
import './preview-view.js';

/** What is in one file of an offer, as its sender says. Fetched when it is shown. */
class OfferPreview extends Part {
  static properties = { offer: {}, index: { attribute: false }, path: {}, compact: { type: Boolean }, preview: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#fetch();
  }

  render() {
    if (this.problem) {
      return this.compact ? html`` : html`<p class="small soft">${this.problem}</p>`;
    }
    return this.preview
      ? html`<ferry-preview .preview=${this.preview} .name=${this.path}></ferry-preview>`
      : html`<p class="small soft" role="status">Asking for a look at ${shown(this.path, 60)}…</p>`;
  }

  async #fetch() {
    try {
      this.preview = await get(at`/offers/${this.offer}/previews/${this.index}`);
    } catch (problem) {
      this.problem = problem.status === 404 ? 'Its sender shows nothing of this file.' : shown(problem.message);
    }
  }
}

customElements.define('ferry-offer-preview', OfferPreview);
