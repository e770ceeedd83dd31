import { html } from 'lit';
import { Part } from '../both/part.js';
import { ask } from './link.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { until } from '../both/units.js';
import './pin.js';
import './files.js';
import './send.js';

/** The guest's page: who it is, what can be had, what can be sent. */
class GuestApp extends Part {
  static properties = { info: { state: true }, failed: { state: true } };

  constructor() {
    super();
    this.info = null;
    this.failed = '';
    this.#load();
  }

  async #load() {
    try {
      this.info = await (await ask('info')).json();
      this.failed = '';
      document.title = `${shown(this.info.title || this.info.peer, 60)} – Ferry`;
    } catch (problem) {
      this.failed = problem.message;
    }
  }

  render() {
    return html`<main class="guest stack">${this.#content()}</main>`;
  }

  #content() {
    if (this.failed) {
      return html`<section class="empty" role="alert">${icon('warn')}<strong>This link does not open</strong>
        <p class="name">${shown(this.failed)}</p>
        <button @click=${() => this.#load()}>Try again</button></section>`;
    }
    if (!this.info) {
      return html`<p class="empty" role="status">Opening…</p>`;
    }
    return html`${this.#head()}
      ${this.info.locked ? html`<guest-pin @open=${() => this.#load()}></guest-pin>` : this.#parts()}
      ${this.#foot()}`;
  }

  #head() {
    const { peer, title, download, locked } = this.info;
    const what = locked ? 'A PIN opens this link' : download ? 'shares with you' : 'takes your files';
    return html`<header class="row">
      ${icon('ferry')}
      <div class="grow">
        <h1 class="name">${locked || !title ? shown(peer, 64) : shown(title, 100)}</h1>
        <p class="soft name">${locked || !title ? what : `${shown(peer, 64)} ${what}`}</p>
      </div>
    </header>`;
  }

  #parts() {
    const { download, upload, peer, files, bytes } = this.info;
    return html`
      ${download ? html`<guest-files .count=${files} .bytes=${bytes} .left=${this.info.downloadsLeft}></guest-files>` : ''}
      ${upload ? html`<guest-send .peer=${peer} .second=${download}></guest-send>` : ''}`;
  }

  #foot() {
    const { encrypted, peer, expires } = this.info;
    return html`<footer class="soft small stack">
      ${expires ? html`<p>This link is open until ${new Date(expires).toLocaleString()} (${until(expires)}).</p>` : ''}
      <p>${
        encrypted
          ? html`Encrypted (HTTPS), by a certificate that <span class="name">${shown(peer, 64)}</span> made itself: your browser cannot tell whose it is.`
          : 'Not encrypted (plain HTTP): somebody in the same network could read along. At home that is mostly fine; elsewhere, ask for an https link.'
      }</p>
      <p>Files go straight between the two devices, over no server.</p>
    </footer>`;
  }
}

customElements.define('guest-app', GuestApp);
