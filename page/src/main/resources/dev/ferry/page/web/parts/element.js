import { LitElement } from 'lit';
import { store } from './state.js';

/**
 * A part of the page. It renders into itself, without a shadow: the style sheets of the page hold everywhere, and labels
 * and descriptions reach from one part into another, as screen readers need it.
 */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A part that shows what is in the store, and so is drawn anew when that changes. */
export class LivePart extends Part {
  #changed = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    store.removeEventListener('change', this.#changed);
    super.disconnectedCallback();
  }
}
