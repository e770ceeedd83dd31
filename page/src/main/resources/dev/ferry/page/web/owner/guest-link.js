import { html } from 'lit';
import { ActingPart } from './element.js';
import { remove, at, address } from './api.js';
import { confirm } from './confirm-dialog.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { bytes, count, until } from '../both/units.js';
import './copy-button.js';

/** One link for guests: its addresses, what it opens, how long. Tells `ended` when it is no more. */
class GuestLink extends ActingPart {
  static properties = { link: { attribute: false }, code: { state: true } };

  render() {
    const { link } = this;
    const title = shown(link.title, 120) || 'For sending to me';
    return html`<article class="card stack" aria-label=${title}>
      <div class="row top">
        ${icon('link')}
        <div class="grow">
          <h3 class="name">${title}</h3>
          <p class="small soft">${facts(link)}</p>
        </div>
        <button aria-label="End the link to ${title}" @click=${() => this.#end(title)}>${icon('close')}<span class="wide-only">End</span></button>
      </div>
      ${link.expired ? html`<p class="badge warn">expired</p>` : fromElsewhere(link.urls ?? []).map((url) => this.#address(url))}
      ${link.https ? html`<p class="small soft">Encrypted with this machine's own certificate: browsers warn of it, and guests have to go on all the same.</p>` : html`<p class="small soft">Not encrypted: whoever watches the network can read along. Use it in networks that you trust.</p>`}
      ${link.pin ? html`<p class="row"><span>PIN</span><strong class="mono pin">${shown(link.pin, 64)}</strong><ferry-copy .text=${link.pin} what="the PIN"></ferry-copy></p>` : ''}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
    </article>`;
  }

  #address(url) {
    const open = this.code === url;
    return html`<div class="row"><span class="mono small name grow">${shown(url, 200)}</span>
        <ferry-copy .text=${url} what="the link"></ferry-copy>
        <button class="quiet icon-only" aria-label="QR code of the link" aria-expanded=${open ? 'true' : 'false'} @click=${() => (this.code = open ? undefined : url)}>${icon('qr')}</button></div>
      ${open ? html`<img class="qr" src=${address('/qr', { text: url })} alt="QR code of the link" width="220" height="220">` : ''}`;
  }

  async #end(title) {
    if (await confirm('End this link?', `Nobody gets in with the link to ${title} any more, and who uses it is cut off.`, 'End it', true)) {
      await this.act(() => remove(at`/links/${this.link.link}`));
      this.dispatchEvent(new CustomEvent('ended'));
    }
  }
}

/** Addresses that only this machine can use say nothing to guests, unless there are no others. */
function fromElsewhere(urls) {
  const others = urls.filter((url) => !/^https?:\/\/(127\.|\[::1\])/.test(url));
  return others.length > 0 ? others : urls;
}

function facts(link) {
  const downloads = link.mostDownloads ? `${link.downloads} of ${count(link.mostDownloads, 'download')}` : count(link.downloads, 'download');
  return [
    link.files > 0 ? `${count(link.files, 'file')}, ${bytes(link.bytes)}` : '',
    link.files > 0 ? downloads : '',
    link.upload ? 'guests may send you something' : '',
    link.expires ? `ends ${until(link.expires)}` : 'open as long as Ferry runs',
  ].filter(Boolean).join(' · ');
}

customElements.define('ferry-guest-link', GuestLink);
