import { html } from 'lit';
import { ActingPart } from './element.js';
import { remove, at, address } from './api.js';
import { icon } from '../both/icons.js';
import { confirm } from './confirm-dialog.js';
import { shown } from '../both/names.js';
import { bytes, count, moment } from '../both/units.js';
import './copy-button.js';

const ACCESS = { trusted: 'for peers that you trust', public: 'for everybody who can reach you', pin: 'for whoever knows the PIN', link: 'for whoever has the link' };

/** Something that is shared from here. */
class ShareCard extends ActingPart {
  static properties = { share: { attribute: false }, code: { state: true } };

  render() {
    const { share } = this;
    const title = shown(share.title, 120);
    return html`<article class="card stack" aria-label=${title}>
      <div class="row top">
        ${icon('share')}
        <div class="grow">
          <h3 class="name">${title}</h3>
          <p class="small soft">${count(share.files, 'file')}, ${bytes(share.bytes)} · ${ACCESS[share.access] ?? ''} · since ${moment(share.since)}</p>
          <p class="small soft name mono">${(share.paths ?? []).map((path) => shown(path, 120)).join(', ')}</p>
        </div>
        <button aria-label="Stop sharing ${title}" @click=${() => this.#stop(title)}>${icon('close')}<span class="wide-only">Stop</span></button>
      </div>
      ${share.pin ? html`<p class="row"><span>PIN</span><strong class="mono pin">${share.pin}</strong><ferry-copy .text=${share.pin} what="the PIN"></ferry-copy></p>` : ''}
      ${(share.links ?? []).map((link) => this.#link(link))}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
    </article>`;
  }

  #link(link) {
    const open = this.code === link;
    return html`<div class="row"><span class="mono small name grow">${shown(link, 200)}</span>
        <ferry-copy .text=${link} what="the link"></ferry-copy>
        <button class="quiet icon-only" aria-label="QR code of the link" aria-expanded=${open ? 'true' : 'false'} @click=${() => (this.code = open ? undefined : link)}>${icon('qr')}</button></div>
      ${open ? html`<img class="qr" src=${address('/qr', { text: link })} alt="QR code of the link" width="220" height="220">` : ''}`;
  }

  async #stop(title) {
    if (await confirm('Stop sharing?', `Nobody can fetch ${title} any more. The files stay where they are.`, 'Stop sharing', true)) {
      await this.act(() => remove(at`/shares/${this.share.share}`));
    }
  }
}

customElements.define('ferry-share', ShareCard);
