import { html } from 'lit';
import { Part } from '../both/part.js';
import { icon } from '../both/icons.js';
import { cancelUpload, tryAgain } from './upload.js';
import { shown } from '../both/names.js';
import { bytes, count, percent } from '../both/units.js';

/** Files on their way from this browser to the peer, which then sends them. */
class UploadCard extends Part {
  static properties = { upload: { attribute: false } };

  render() {
    const { self, files, name, done, total, failed } = this.upload;
    const what = files.length === 1 ? shown(files[0].path, 80) : count(files.length, 'file');
    return html`<article class="card transfer" aria-label="${what} for ${name}">
      <div class="row top">
        ${icon('web')}
        <div class="grow"><h3 class="name">${what}</h3><p class="small soft name">for ${name}: handed from this browser to Ferry first. Keep this page open.</p></div>
        <div class="row buttons">
          ${failed ? html`<button @click=${() => tryAgain(self)}>${icon('retry')} Try again</button>` : ''}
          <button aria-label="Cancel ${what}" @click=${() => cancelUpload(self)}>${icon('close')}<span class="wide-only">Cancel</span></button>
        </div>
      </div>
      <progress max="1000" value=${total > 0 ? Math.floor((1000 * done) / total) : 1000} aria-label="Progress of ${what}"></progress>
      <p class="small number">${done >= total && !failed ? 'Asking the other side…' : `${percent(done, total)} % · ${bytes(done)} of ${bytes(total)}`}</p>
      ${failed ? html`<p class="notice bad name" role="alert">${shown(failed)}</p>` : ''}
    </article>`;
  }
}

customElements.define('ferry-upload', UploadCard);
