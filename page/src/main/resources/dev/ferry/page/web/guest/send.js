import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { Part } from '../both/part.js';
import { arranged } from './manifest.js';
import { kept, forget } from './kept.js';
import { Upload } from './upload.js';
import { hasFiles, ofDrop, ofInput } from '../both/drop.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { bytes, count } from '../both/units.js';
import './sending.js';

/** Chooses what is sent: files, folders, a text; shows what is under way. */
class GuestSend extends Part {
  static properties = { peer: {}, second: { type: Boolean }, uploads: { state: true }, over: { state: true }, writing: { state: true } };

  constructor() {
    super();
    this.uploads = [];
    this.over = false;
    this.writing = false;
  }

  render() {
    return html`<section class="card stack" aria-labelledby="send-title"
      @dragover=${(event) => this.#hover(event)} @dragleave=${() => (this.over = false)} @drop=${(event) => this.#drop(event)}>
      <h2 id="send-title">Send to <span class="name">${shown(this.peer, 64)}</span></h2>
      <div class="drop stack ${this.over ? 'over' : ''}">
        ${this.#button('Choose files', 'file', !this.second, html`<input type="file" multiple class="for-readers" @change=${(event) => this.#chosen(event)}>`)}
        <div class="row">
          ${this.#button('A folder', 'folder', false, html`<input type="file" webkitdirectory class="for-readers" @change=${(event) => this.#chosen(event)}>`)}
          <button class="grow" aria-expanded=${this.writing ? 'true' : 'false'} @click=${() => (this.writing = !this.writing)}>${icon('text')} A text</button>
        </div>
        <p class="soft small">You can drop files and folders here. <span class="name">${shown(this.peer, 64)}</span> is asked before anything is sent.</p>
      </div>
      ${this.writing ? this.#text() : ''}
      <ul class="list" aria-label="What you send">${repeat(this.uploads, (upload) => upload, (upload) => html`<li><guest-sending .upload=${upload}></guest-sending></li>`)}</ul>
      ${this.#unfinished()}
    </section>`;
  }

  #button(label, drawing, primary, input) {
    return html`<label class="button grow ${primary ? 'primary' : ''}">${icon(drawing)} ${label} ${input}</label>`;
  }

  #text() {
    return html`<form class="field" @submit=${(event) => this.#sendText(event)}>
      <label for="text">Text</label>
      <textarea id="text" required maxlength="65536"></textarea>
      <button class="primary">${icon('send')} Send text</button>
    </form>`;
  }

  #unfinished() {
    const running = new Set(this.uploads.map((upload) => upload.id));
    const left = kept().filter((one) => !running.has(one.id));
    return left.map(
      (one) => html`<div class="notice">
        <div class="grow">
          <p class="strong name">${shown(one.title, 100)} is not finished</p>
          <p class="small">Choose the same ${one.count === 1 ? 'file' : `${count(one.count, 'file')}`} again (${bytes(one.total)}): it goes on where it stopped.</p>
        </div>
        <button @click=${() => this.#forgotten(one.id)}>Forget it</button>
      </div>`,
    );
  }

  #forgotten(id) {
    forget(id);
    this.requestUpdate();
  }

  #hover(event) {
    if (hasFiles(event)) {
      event.preventDefault();
      this.over = true;
    }
  }

  async #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#send(await ofDrop(event.dataTransfer));
  }

  #chosen(event) {
    const files = ofInput(event.target);
    event.target.value = '';
    this.#send(files);
  }

  #send(found) {
    if (found.length > 0) {
      const files = arranged(found);
      const [first] = files;
      const roots = new Set(files.map(({ path }) => path.split('/')[0]));
      const title = roots.size === 1 ? first.path.split('/')[0] : `${first.path.split('/')[0]} and ${roots.size - 1} more`;
      this.#begin(new Upload(files, '', title.slice(0, 1000)));
    }
  }

  #sendText(event) {
    event.preventDefault();
    const text = this.querySelector('#text').value;
    this.writing = false;
    this.#begin(new Upload([], text, 'a text'));
  }

  #begin(upload) {
    this.uploads = [upload, ...this.uploads];
    upload.run().then(() => this.requestUpdate());
  }
}

customElements.define('guest-send', GuestSend);
