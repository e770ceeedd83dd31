import { html } from 'lit';
import { LivePart } from './element.js';
import { store } from './state.js';
import { openSession } from './session.js';
import { icon } from '../both/icons.js';
import { nameOf } from './who.js';
import { hasFiles, ofDrop, ofClipboard } from '../both/drop.js';
import { sendTo } from './dialogs.js';
import './announcer.js';
import './desk.js';

/** Address, title, drawing, contents, and what is fetched when one goes there: the first page is enough to begin with. */
const PAGES = [
  ['#/', 'Transfers', 'home', () => html`<ferry-desk></ferry-desk>`, () => {}],
  ['#/history', 'History', 'history', () => html`<ferry-history></ferry-history>`, () => import('./history-page.js')],
  ['#/shares', 'Shares', 'share', () => html`<ferry-shares></ferry-shares>`, () => import('./shares-page.js')],
  ['#/settings', 'Settings', 'settings', () => html`<ferry-settings></ferry-settings>`, () => import('./settings-page.js')],
];

/** The whole page: where one can go, whether the peer answers, and one of its four parts. */
class App extends LivePart {
  static properties = { hash: { state: true }, dragging: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', () => this.#go());
    window.addEventListener('paste', (event) => this.#paste(event));
    window.addEventListener('dragover', (event) => this.#dragOver(event));
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && (this.dragging = false));
    window.addEventListener('drop', (event) => this.#drop(event));
    // A fresh link may be opened in another window of this browser.
    window.addEventListener('storage', () => store.phase === 'locked' && store.open());
    await openSession();
    await this.#go();
    await store.open();
  }

  render() {
    if (store.phase === 'opening') {
      return html`<p class="empty" role="status">Opening…</p>`;
    }
    if (store.phase === 'locked') {
      return this.#locked();
    }
    const [, title, , page] = pageAt(this.hash);
    document.title = `${this.#waiting() ? `(${this.#waiting()}) ` : ''}${title} · ${nameOf(store.peer.self)} · Ferry`;
    return html`
      <a class="skip button" href="#main" @click=${this.#skip}>Skip to the contents</a>
      <header class="bar">
        <a class="mark" href="#/" aria-label="Ferry, to the transfers">${icon('ferry')}<span>Ferry</span></a>
        <nav aria-label="Pages">${PAGES.map((entry) => this.#link(entry, title))}</nav>
      </header>
      ${store.phase === 'lost' ? lost() : ''}
      <main id="main" tabindex="-1">${page()}</main>
      <ferry-announcer></ferry-announcer>
      ${this.dragging ? html`<div class="drop-hint" aria-hidden="true">Drop on somebody who is near, or anywhere to choose who gets it</div>` : ''}
    `;
  }

  #link([hash, title, drawing], current) {
    const waiting = hash === '#/' ? this.#waiting() : 0;
    return html`<a href=${hash} aria-current=${title === current ? 'page' : 'false'}>
      ${icon(drawing)}<span>${title}</span>
      ${waiting ? html`<span class="bubble">${waiting}<span class="for-readers"> waiting for your answer</span></span>` : ''}
    </a>`;
  }

  #locked() {
    return html`<main class="locked"><div class="card empty">
      ${icon('ferry')}
      <strong>This page needs a fresh link</strong>
      <p>The link that it was opened with is used up, or Ferry was started anew since. In a terminal, type:</p>
      <p><code>ferry page</code></p>
      <p>It opens the page, or prints a link to it.</p>
    </div></main>`;
  }

  #waiting() {
    return store.peer.offers.length;
  }

  async #go() {
    try {
      await pageAt(location.hash)[4]();
      this.hash = location.hash;
      window.scrollTo(0, 0);
    } catch {
      // Its parts cannot be fetched while the peer does not answer, which the page says already.
      location.hash = this.hash;
    }
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }

  #paste(event) {
    if (event.target.closest?.('input, textarea, dialog')) {
      return;
    }
    const files = ofClipboard(event.clipboardData);
    const text = event.clipboardData.getData('text/plain');
    if (files.length > 0 || text) {
      event.preventDefault();
      sendTo(undefined, { files, text: files.length > 0 ? '' : text });
    }
  }

  #dragOver(event) {
    if (hasFiles(event)) {
      event.preventDefault();
      this.dragging = !document.querySelector('dialog[open]');
    }
  }

  async #drop(event) {
    this.dragging = false;
    if (!hasFiles(event) || event.defaultPrevented || document.querySelector('dialog[open]')) {
      event.preventDefault();
      return;
    }
    event.preventDefault();
    sendTo(undefined, { files: await ofDrop(event.dataTransfer) });
  }
}

function pageAt(hash) {
  return PAGES.find(([address]) => address === hash) ?? PAGES[0];
}

function lost() {
  return html`<p class="notice bad" role="alert">${icon('warn')}<span>Ferry does not answer. It may have been stopped: start it again with <code>ferry up</code>. This page tries again by itself.</span></p>`;
}

customElements.define('ferry-app', App);
