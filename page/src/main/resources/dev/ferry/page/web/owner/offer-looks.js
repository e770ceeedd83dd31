import { html } from 'lit';
import { Part } from '../both/part.js';
import { get, at } from './api.js';
import './offer-preview.js';

/** How many files are looked into without being asked to, and how deep the first files are searched. */
const LOOKS = 3;
const DEPTH = 3;
const TELLING = new Set(['picture', 'csv', 'json', 'text', 'archive']);

/** What is in the first few files of an offer. */
class OfferLooks extends Part {
  static properties = { offer: { attribute: false }, files: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    if (this.offer.previews && !this.files) {
      this.#find('', DEPTH).then((files) => (this.files = files), () => (this.files = []));
    }
  }

  render() {
    return this.files?.length > 0
      ? html`<div class="looks">${this.files.map(({ path, index }) => html`<ferry-offer-preview compact .offer=${this.offer.transfer} .index=${index} .path=${path}></ferry-offer-preview>`)}</div>`
      : html``;
  }

  async #find(folder, depth) {
    const { entries } = await get(at`/offers/${this.offer.transfer}/entries`, { path: folder || undefined, limit: 50 });
    const inside = entries.map((entry) => ({ ...entry, path: folder === '' ? entry.name : `${folder}/${entry.name}` }));
    const files = inside.filter((entry) => entry.kind === 'file' && TELLING.has(entry.type)).sort(picturesFirst).slice(0, LOOKS);
    const folders = inside.filter((entry) => entry.kind === 'folder');
    return files.length > 0 || depth === 0 || folders.length === 0 ? files : this.#find(folders[0].path, depth - 1);
  }
}

/** A narrow window shows fewer, and a picture says most. */
function picturesFirst(a, b) {
  return Number(b.type === 'picture') - Number(a.type === 'picture');
}

customElements.define('ferry-offer-looks', OfferLooks);
