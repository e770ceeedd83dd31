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
  static properties = { info: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.info = null;
    this.problem = null;
    this.#load();
  }

  async #load() {
    try {
      this.info = await (await ask('info')).json();
      this.problem = null;
      document.title = `${shown(this.info.title || this.info.peer, 60)} – Ferry`;
    } catch (problem) {
      this.problem = problem;
      document.title = `${this.#heading()} – Ferry`;
    }
  }

  render() {
    return html`<main class="guest stack">${this.#content()}</main>`;
  }

  #content() {
    if (this.problem) {
      return this.#wrong();
    }
    if (!this.info) {
      return html`<p class="empty" role="status">Opening…</p>`;
    }
    return html`${this.#head()}
      ${this.info.locked ? html`<guest-pin @open=${() => this.#load()}></guest-pin>` : this.#parts()}
      ${this.#foot()}`;
  }

  /** A link that opens nothing stays so; everything else may pass. */
  #wrong() {
    const over = [404, 410].includes(this.problem.status);
    return html`<section class="empty wrong">
      ${icon('warn')}
      <h1>${this.#heading()}</h1>
      <p class="name" role="alert">${over ? 'Ask whoever sent it for a new one.' : shown(this.problem.message)}</p>
      ${over ? '' : html`<button @click=${() => this.#load()}>Try again</button>`}
    </section>`;
  }

  #heading() {
    switch (this.problem.status) {
      case 0:
        return 'The other device is not there';
      case 404:
        return 'This link opens nothing';
      case 410:
        return 'This link has expired';
      default:
        return 'This link does not open now';
    }
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
