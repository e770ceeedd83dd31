import { html } from 'lit';
import { ActingPart } from './element.js';
import { goOn, discard } from './actions.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { bytes, percent, moment } from '../both/units.js';

/** A transfer of an earlier run that is not finished. */
class KeptCard extends ActingPart {
  static properties = { kept: { attribute: false } };

  render() {
    const { title, direction, peer, done, total, since, resumable, inOneGo } = this.kept;
    const name = shown(title, 120);
    const far = done >= 0 && total > 0 ? `${percent(done, total)} % of ${bytes(total)} is across` : 'nothing is across yet';
    return html`<article class="card transfer" aria-label=${name}>
      <div class="row top">
        ${icon(direction === 'send' ? 'send' : 'receive')}
        <div class="grow"><h3 class="name">${name}</h3>
          <p class="small soft name">${direction === 'send' ? 'to' : 'from'} ${shown(peer, 64)} · ${moment(since)} · ${far}</p></div>
        <div class="row buttons">
          ${resumable ? html`<button class="primary" ?disabled=${this.busy} @click=${() => this.act(() => goOn(this.kept.transfer))}>${icon('resume')} Resume</button>` : ''}
          <button aria-label="Discard ${name}" ?disabled=${this.busy} @click=${() => discard(this, this.kept.transfer, name)}>${icon('close')}<span class="wide-only">Discard</span></button>
        </div>
      </div>
      ${resumable ? '' : html`<p class="small soft">${inOneGo ? 'Its sender has to send it again.' : 'It goes on when its sender comes back.'}</p>`}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
    </article>`;
  }
}

customElements.define('ferry-kept', KeptCard);
