import { LitElement } from 'lit';

/** A part of the guest's page. It renders into itself: the style sheets and labels of the page hold everywhere. */
export class GuestPart extends LitElement {
  createRenderRoot() {
    return this;
  }
}
