import { html } from 'lit';
import { Part } from '../both/part.js';
import { icon } from '../both/icons.js';

/**
 * A dialog that answers once. It is made by `ask`, stands at the end of the page while it is open, and is gone after:
 * Escape, the cross and `this.answer(null)` mean that nothing was chosen. The browser keeps the focus in it and gives it back.
 */
export class DialogPart extends Part {
  #resolve = () => {};

  /** Opens one of these with its properties; the promise has what was answered, or null. */
  static ask(properties = {}) {
    const dialog = Object.assign(new this(), properties);
    const answer = new Promise((resolve) => {
      dialog.#resolve = resolve;
    });
    document.body.append(dialog);
    return answer;
  }

  caption() {
    return '';
  }

  /** What is in it, between its title and its buttons. */
  body() {
    return html``;
  }

  /** Its buttons. */
  buttons() {
    return html``;
  }

  render() {
    return html`<dialog aria-labelledby="dialog-title" @close=${() => this.#end()} @submit=${(e) => e.preventDefault()}>
      <header>
        <h2 id="dialog-title" class="name">${this.caption()}</h2>
        <button class="quiet icon-only" aria-label="Close" @click=${() => this.answer(null)}>${icon('close')}</button>
      </header>
      <div class="body stack" tabindex="-1">${this.body()}</div>
      <footer>${this.buttons()}</footer>
    </dialog>`;
  }

  firstUpdated() {
    const dialog = this.querySelector('dialog');
    dialog.showModal();
    (dialog.querySelector('[data-first]') ?? dialog.querySelector('.body')).focus();
  }

  /** Ends it with this answer. */
  answer(value) {
    this.value = value;
    this.querySelector('dialog').close();
  }

  #end() {
    this.remove();
    this.#resolve(this.value ?? null);
  }
}
