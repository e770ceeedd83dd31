import { html } from 'lit';
import { DialogPart } from './dialog.js';
import { begin } from './actions.js';
import { uploadAndSend } from './upload.js';
import { icon } from '../both/icons.js';
import { nameOf, standing, meaningOf, words } from './who.js';
import { shown } from '../both/names.js';
import { count } from '../both/units.js';
import { weight } from '../both/payload.js';
import { limited, usualLimit } from './limit.js';
import './recipient.js';
import './way.js';
import './things-to-send.js';

/**
 * What goes to whom. Files that the browser holds are handed to the peer first, paths of this machine are read in place.
 * Answers with true when something was begun.
 */
class SendDialog extends DialogPart {
  static properties = {
    peer: { attribute: false }, to: { state: true }, files: { attribute: false }, paths: { state: true }, text: {},
    clash: { state: true }, exclude: { state: true }, limit: { state: true }, problem: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { files: [], paths: [], text: '', to: '', clash: '', exclude: '', limit: usualLimit(), problem: '', busy: false });
  }

  caption() {
    return this.peer ? `Send to ${nameOf(this.peer)}` : 'Send';
  }

  body() {
    return html`
      ${this.peer ? this.#who() : html`<ferry-recipient @chosen=${(event) => this.#address(event.detail)}></ferry-recipient>`}
      <ferry-things .files=${this.files} .paths=${this.paths} .text=${this.text} @changed=${(event) => Object.assign(this, event.detail)}></ferry-things>
      ${this.#options()}
      ${this.problem ? html`<p class="notice bad name" role="alert">${icon('warn')}<span class="grow">${shown(this.problem)}</span></p>` : ''}`;
  }

  buttons() {
    return html`<span class="grow small soft">${this.#summary()}</span>
      <button @click=${() => this.answer(null)}>Cancel</button>
      <button class="primary" ?disabled=${this.busy} @click=${() => this.#send()}>${icon('send')} ${this.busy ? 'Asking…' : 'Send'}</button>`;
  }

  #who() {
    const { peer } = this;
    const bad = peer.standing === 'changed';
    return html`<p class="row small"><span class="mono name">${shown(peer.address)}</span> ${standing(peer)}
        <span class=${bad ? 'bad strong' : 'soft'}>${meaningOf(peer)}</span></p>
      ${peer.standing === 'trusted' || peer.standing === 'known' ? '' : words(peer)}
      <ferry-way .to=${peer.address}></ferry-way>
      ${peer.address?.startsWith('http://') ? html`<p class="notice warn">This device does not encrypt: everybody on the network could read and change what you send.</p>` : ''}`;
  }

  #options() {
    return html`<details>
      <summary>Options</summary>
      <div class="stack options">
        <div class="field"><label for="send-clash">If a file with other contents is there</label>
          <select id="send-clash" .value=${this.clash} @change=${(e) => (this.clash = e.target.value)}>
            <option value="">the receiver decides</option>
            <option value="rename">keep both</option>
            <option value="update">replace it</option>
            <option value="skip">leave the new one out</option>
            <option value="fail">send nothing</option>
          </select></div>
        <div class="field"><label for="send-exclude">Leave out</label>
          <input id="send-exclude" .value=${this.exclude} placeholder="*.tmp build/**" autocomplete="off" @input=${(e) => (this.exclude = e.target.value)}>
          <span class="hint">Patterns with blanks between them; they hold for paths of this machine.</span></div>
        <div class="field"><label for="send-limit">At most, in MB a second</label>
          <input id="send-limit" type="number" min="0" step="any" .value=${this.limit} placeholder="no limit" @input=${(e) => (this.limit = e.target.value)}></div>
      </div>
    </details>`;
  }

  #summary() {
    const bytes = weight(this.files);
    const parts = [
      this.files.length > 0 ? count(this.files.length, 'file') : '',
      this.paths.length > 0 ? count(this.paths.length, 'path') : '',
      this.text ? 'a message' : '',
    ];
    const said = parts.filter(Boolean).join(' and ');
    return bytes > 2e9 ? `${said}. Large files are quicker from this machine's disk, and can go on after a restart.` : said;
  }

  #address(to) {
    this.to = to;
  }

  async #send() {
    const to = this.peer ? this.peer.fingerprint || this.peer.address : this.to.trim();
    this.problem = missing(to, this);
    if (this.problem) {
      return;
    }
    this.busy = true;
    try {
      if (await this.#begin({ kind: 'send', to, ...this.#said() })) {
        this.answer(true);
      }
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }

  /** Each kind of thing is a transfer of its own: their ends may differ. */
  async #begin(request) {
    let begun = false;
    if (this.paths.length > 0) {
      begun = (await begin({ ...request, paths: this.paths })) !== null;
      this.paths = begun ? [] : this.paths;
    }
    if (this.text) {
      begun = (await begin({ kind: 'send', to: request.to, text: this.text })) !== null;
      this.text = begun ? '' : this.text;
    }
    if (this.files.length > 0) {
      uploadAndSend(this.files, request, this.peer ? nameOf(this.peer) : shown(request.to));
      begun = true;
    }
    return begun;
  }

  #said() {
    const exclude = this.exclude.split(/\s+/).filter(Boolean);
    return {
      ...(this.clash && { clash: this.clash }),
      ...(exclude.length > 0 && { exclude }),
      ...limited(this.limit),
    };
  }
}

function missing(to, { files, paths, text }) {
  if (!to) {
    return 'Say who gets it: choose somebody who is near, or type an address such as 192.168.1.20.';
  }
  return files.length + paths.length === 0 && !text ? 'Choose files, a folder or paths, or write a message first.' : '';
}

customElements.define('ferry-send-dialog', SendDialog);

/** Opens the dialog: to somebody who is near, or to whom the person chooses; with what was dropped or pasted. */
export function sendTo(peer, { files = [], text = '' } = {}) {
  return SendDialog.ask({ peer, files, text });
}
