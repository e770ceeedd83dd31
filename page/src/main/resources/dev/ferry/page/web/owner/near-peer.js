import { html } from 'lit';
import { Part } from '../both/part.js';
import { icon } from '../both/icons.js';
import { standing, nameOf } from './who.js';
import { shown } from '../both/names.js';
import { hasFiles, ofDrop } from '../both/drop.js';
import { browse, sendTo } from './dialogs.js';

const DRAWINGS = { mobile: 'mobile', web: 'web', server: 'server', headless: 'server' };

/** Somebody who is near: press it to send, drop files on it, look at its shares. */
class NearPeer extends Part {
  static properties = { peer: { attribute: false }, over: { state: true } };

  render() {
    const { peer } = this;
    const name = nameOf(peer);
    return html`<div class="peer ${this.over ? 'over' : ''}"
        @dragover=${(event) => this.#drag(event)} @dragleave=${() => (this.over = false)} @drop=${(event) => this.#drop(event)}>
      <button class="peer-main" @click=${() => sendTo(peer)}>
        ${icon((peer.ferry ? '' : DRAWINGS[peer.kind]) || 'desktop')}
        <span class="grow">
          <span class="strong name"><span class="for-readers">Send to </span>${name}</span>
          <span class="where small soft">${standing(peer)}<span class="one-line">${where(peer)}</span></span>
        </span>
        ${icon('send')}
      </button>
      ${peer.shares ? html`<button class="quiet icon-only" title="Look at what it shares" aria-label="Look at what ${name} shares" @click=${() => browse(peer)}>${icon('folder')}</button>` : ''}
    </div>`;
  }

  #drag(event) {
    if (hasFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      this.over = true;
    }
  }

  async #drop(event) {
    this.over = false;
    if (hasFiles(event)) {
      event.preventDefault();
      sendTo(this.peer, { files: await ofDrop(event.dataTransfer) });
    }
  }
}

function where(peer) {
  const address = shown(peer.address, 60).replace(/:53317$/, '');
  return peer.ferry ? address : `${shown(peer.model || 'LocalSend', 40)} · ${address}`;
}

customElements.define('ferry-near-peer', NearPeer);
