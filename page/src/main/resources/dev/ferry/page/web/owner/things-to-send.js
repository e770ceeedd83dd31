import { html } from 'lit';
import { Part } from '../both/part.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { bytes, count } from '../both/units.js';
import { choosePaths } from './dialogs.js';
import { ofInput, ofDrop, ofClipboard, hasFiles } from '../both/drop.js';

/** How many of the chosen ones are listed by name. */
const LISTED = 50;

/** What is to be sent: files of the browser, paths of this machine, a message. Tells `changed` with what changed. */
class Things extends Part {
  static properties = { files: { attribute: false }, paths: { attribute: false }, text: {}, over: { state: true } };

  render() {
    return html`<div class="stack things ${this.over ? 'over' : ''}"
        @dragover=${(e) => this.#drag(e)} @dragleave=${() => (this.over = false)} @drop=${(e) => this.#drop(e)} @paste=${(e) => this.#paste(e)}>
      <div class="row">
        <button @click=${() => this.#press('files')}>${icon('file')} Files…</button>
        <button @click=${() => this.#press('folder')}>${icon('folder')} Folder…</button>
        <button @click=${() => this.#choose()}>${icon('desktop')} From this machine's disk…</button>
        <input type="file" class="for-readers" data-pick="files" multiple tabindex="-1" aria-hidden="true" @change=${(e) => this.#picked(e)}>
        <input type="file" class="for-readers" data-pick="folder" webkitdirectory tabindex="-1" aria-hidden="true" @change=${(e) => this.#picked(e)}>
      </div>
      <p class="small soft">Or drop them here, or paste them: pictures too. What is on this machine's disk is read in place: quickest for much, and able to go on after a restart.</p>
      ${this.files.length + this.paths.length === 0 ? '' : this.#list()}
      <div class="field">
        <label for="message">Message</label>
        <textarea id="message" rows="3" .value=${this.text} @input=${(e) => this.#tell({ text: e.target.value })}></textarea>
      </div>
    </div>`;
  }

  #list() {
    const more = this.files.length - LISTED;
    return html`<ul class="list chosen" aria-label="What is sent">
      ${this.paths.map((path) => this.#line(path, '', 'desktop', () => this.#tell({ paths: this.paths.filter((one) => one !== path) })))}
      ${this.files.slice(0, LISTED).map((one) => this.#line(one.path, bytes(one.file.size), 'file', () => this.#tell({ files: this.files.filter((other) => other !== one) })))}
      ${more > 0 ? html`<li class="row soft"><span class="grow">and ${count(more, 'file')} more</span><button class="quiet" @click=${() => this.#tell({ files: [] })}>Remove all</button></li>` : ''}
    </ul>`;
  }

  #line(path, size, drawing, remove) {
    return html`<li class="row">${icon(drawing)}<span class="grow name">${shown(path, 160)}</span><span class="small soft number">${size}</span>
      <button class="quiet icon-only" aria-label="Leave out ${shown(path, 80)}" @click=${remove}>${icon('close')}</button></li>`;
  }

  #press(which) {
    this.querySelector(`[data-pick=${which}]`).click();
  }

  #picked(event) {
    this.#add(ofInput(event.target));
    event.target.value = '';
  }

  async #choose() {
    const paths = await choosePaths();
    if (paths) {
      this.#tell({ paths: [...new Set([...this.paths, ...paths])] });
    }
  }

  #drag(event) {
    if (hasFiles(event)) {
      event.preventDefault();
      this.over = true;
    }
  }

  async #drop(event) {
    this.over = false;
    if (hasFiles(event)) {
      event.preventDefault();
      this.#add(await ofDrop(event.dataTransfer));
    }
  }

  #paste(event) {
    const files = ofClipboard(event.clipboardData);
    if (files.length > 0) {
      event.preventDefault();
      this.#add(files);
    }
  }

  /** One file for each path: the later one counts. */
  #add(files) {
    const byPath = new Map([...this.files, ...files].map((one) => [one.path, one]));
    this.#tell({ files: [...byPath.values()] });
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent('changed', { detail }));
  }
}

customElements.define('ferry-things', Things);
