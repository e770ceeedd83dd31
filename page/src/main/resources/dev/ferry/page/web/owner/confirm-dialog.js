import { html } from 'lit';
import { DialogPart } from './dialog.js';

/** Asks before something that cannot be taken back. Answers with true, or null. */
class ConfirmDialog extends DialogPart {
  static properties = { heading: {}, words: {}, yes: {}, dangerous: { type: Boolean } };

  caption() {
    return this.heading;
  }

  body() {
    return html`<p class="name">${this.words}</p>`;
  }

  buttons() {
    return html`<button data-first @click=${() => this.answer(null)}>Cancel</button>
      <button class=${this.dangerous ? 'danger' : 'primary'} @click=${() => this.answer(true)}>${this.yes}</button>`;
  }
}

customElements.define('ferry-confirm-dialog', ConfirmDialog);

/** Whether a person says yes. `words` are shown as they are: escape names in them. */
export function confirm(heading, words, yes, dangerous = false) {
  return ConfirmDialog.ask({ heading, words, yes, dangerous });
}
