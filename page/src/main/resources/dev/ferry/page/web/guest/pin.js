import { html } from 'lit';
import { Part } from '../both/part.js';
import { ask, credentials } from './link.js';
import { shown } from '../both/names.js';

/** Asks for the PIN of the link; tells `open` when it was right. */
class GuestPin extends Part {
  static properties = { failed: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.failed = '';
    this.busy = false;
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    return html`<form class="card stack" @submit=${(event) => this.#give(event)}>
      <div class="field">
        <label for="pin">PIN</label>
        <input id="pin" required autocomplete="off" inputmode="numeric" maxlength="64"
          aria-describedby="pin-hint" aria-invalid=${this.failed ? 'true' : 'false'}>
        <span id="pin-hint" class="hint">Whoever sent you the link knows it.</span>
      </div>
      <p class="bad name" role="alert" ?hidden=${!this.failed}>${shown(this.failed)}</p>
      <button class="primary" ?disabled=${this.busy}>Open</button>
    </form>`;
  }

  async #give(event) {
    event.preventDefault();
    this.busy = true;
    const pin = this.querySelector('input').value.trim();
    try {
      await ask('pin', { method: 'POST', headers: { ...credentials(), 'Content-Type': 'application/json' }, body: JSON.stringify({ pin }) });
      this.dispatchEvent(new Event('open'));
    } catch (problem) {
      this.failed = problem.message;
    }
    this.busy = false;
  }
}

customElements.define('guest-pin', GuestPin);
