import { html } from 'lit';
import { DialogPart } from './dialog.js';
import { shown } from '../both/names.js';

/** Asks for a PIN that the other side wants. Answers with it, or null. */
class PinDialog extends DialogPart {
  static properties = { wrong: { type: Boolean }, message: {} };

  caption() {
    return this.wrong ? 'That was not the PIN' : 'A PIN is needed';
  }

  body() {
    return html`<p class="name">${shown(this.message)}</p>
      <form class="field" @submit=${() => this.#send()}>
        <label for="pin">PIN, as the other side shows it</label>
        <input id="pin" data-first autocomplete="off" inputmode="numeric" maxlength="64" aria-invalid=${this.wrong ? 'true' : 'false'}>
        <span class="hint">After three wrong ones it takes longer and longer to try again.</span>
      </form>`;
  }

  buttons() {
    return html`<button @click=${() => this.answer(null)}>Cancel</button>
      <button class="primary" @click=${() => this.#send()}>Go on</button>`;
  }

  #send() {
    const pin = this.querySelector('#pin').value.trim();
    if (pin) {
      this.answer(pin);
    }
  }
}

customElements.define('ferry-pin-dialog', PinDialog);

/** The PIN that a person types, or null. */
export function askPin(wrong, message) {
  return PinDialog.ask({ wrong, message });
}
