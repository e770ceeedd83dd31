import { html } from 'lit';
import { Part } from '../both/part.js';
import { icon } from '../both/icons.js';

/** Copies a text, and says that it did. */
class CopyButton extends Part {
  static properties = { text: { attribute: false }, what: {}, said: { state: true } };

  render() {
    return html`<button class="quiet icon-only" aria-label="Copy ${this.what}" @click=${() => this.#copy()}>${icon(this.said ? 'check' : 'copy')}</button>
      <span class="for-readers" role="status">${this.said ?? ''}</span>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = 'Copied';
    } catch {
      this.said = 'The browser does not allow it; mark the text and copy it yourself.';
    }
    setTimeout(() => (this.said = undefined), 2_000);
  }
}

customElements.define('ferry-copy', CopyButton);
