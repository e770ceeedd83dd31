import { LitElement } from 'lit';

/**
 * A part of a page. It renders into itself, without a shadow: the style sheets of the page hold everywhere, and labels and
 * descriptions reach from one part into another, as screen readers need it.
 */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}
