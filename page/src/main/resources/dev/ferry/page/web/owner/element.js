import { Part } from '../both/part.js';
import { store } from './state.js';

/** A part with buttons that ask the peer for something: `busy` while it does, `problem` when it would not. */
export class ActingPart extends Part {
  static properties = { busy: { state: true }, problem: { state: true } };

  /** Does something that may fail; gives what that gives, or undefined. */
  async act(something) {
    this.busy = true;
    this.problem = '';
    try {
      return await something();
    } catch (problem) {
      this.problem = problem.message;
      return undefined;
    } finally {
      this.busy = false;
    }
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
