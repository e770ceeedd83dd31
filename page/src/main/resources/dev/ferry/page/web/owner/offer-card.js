import { html } from 'lit';
import { Part } from '../both/part.js';
import { get, post, at } from './api.js';
import { icon } from '../both/icons.js';
import { Selection } from './selection.js';
import { pathsIn } from './offer-tree.js';
import { chooseFolder } from './dialogs.js';
import { nameOf, standing, words, meaningOf } from './who.js';
import { planText } from './kinds.js';
import { shown, shownLines } from '../both/names.js';
import { bytes, count, moment } from '../both/units.js';
import './offer-looks.js';

/** So long after an offer came or went nothing is accepted: the click may have been meant for the one that was here before. */
const SETTLING_MILLIS = 700;

/** An offer that waits: who, what it would do here, and the answer. */
class OfferCard extends Part {
  static properties = {
    offer: { attribute: false }, selection: { state: true }, choosing: { state: true }, into: { state: true }, clash: { state: true },
    trust: { state: true }, sure: { state: true }, busy: { state: true }, problem: { state: true },
    whole: { state: true }, settled: { attribute: false }, calm: { state: true },
  };

  #settling;

  constructor() {
    super();
    Object.assign(this, { selection: new Selection(), choosing: false, into: '', clash: '', trust: false, sure: false, busy: '', problem: '', settled: 0, calm: false });
  }

  disconnectedCallback() {
    clearTimeout(this.#settling);
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    if (changed.has('settled')) {
      this.calm = false;
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => (this.calm = true), this.settled + SETTLING_MILLIS - performance.now());
    }
  }

  render() {
    const { offer } = this;
    const { peer } = offer;
    const files = hasFiles(offer);
    return html`<article class="card offer stack ${peer.standing === 'changed' ? 'alarm' : ''}" aria-label="Offer of ${nameOf(peer)}">
      <header class="stack">
        <h2 class="name">${nameOf(peer)} <span class="plain">${files ? 'wants to send you' : 'sends you a message'}</span> ${files ? shown(offer.title, 80) || count(offer.plan.files, 'file') : ''}</h2>
        <p class="row small">${standing(peer)}<span class="soft name">${shown(peer.address, 60)} · ${{ localsend: 'LocalSend', browser: 'a browser' }[offer.protocol] ?? 'Ferry'} · since ${moment(offer.since)}</span></p>
        ${this.#warning()}
      </header>
      ${offer.text === undefined ? '' : this.#message()}
      ${files ? this.#files() : ''}
      ${this.#trust()}
      ${this.problem ? html`<p class="notice bad name" role="alert">${icon('warn')}<span class="grow">${shown(this.problem)}</span></p>` : ''}
      <footer class="row answers">
        <button class="primary" ?disabled=${!this.#mayAccept()} aria-disabled=${this.calm ? 'false' : 'true'} @click=${() => this.#accept()}>${icon('check')} ${this.#acceptWords()}</button>
        <button class="danger" ?disabled=${this.busy !== ''} @click=${() => this.#answer({ accept: 'none' }, 'Declining…')}>Decline</button>
        ${files ? html`<button class="quiet" aria-expanded=${this.choosing ? 'true' : 'false'} @click=${() => (this.choosing = !this.choosing)}>${this.choosing ? 'Hide the list' : 'Choose what to take…'}</button>` : ''}
      </footer>
    </article>`;
  }

  #warning() {
    const { peer } = this.offer;
    if (peer.standing === 'changed') {
      return html`<div class="notice bad" role="alert">${icon('warn')}<div class="grow stack">
        <strong>This may be somebody else</strong>
        <span>${meaningOf(peer)} Ask the person, by voice or on another way, before you accept. Its words are:</span>${words(peer)}
        <label class="choice"><input type="checkbox" .checked=${this.sure} @change=${(e) => (this.sure = e.target.checked)}> I have asked, and want it in spite of that</label>
      </div></div>`;
    }
    if (peer.standing === 'unknown') {
      return html`<div class="small stack-tight"><span class="soft">You have not met before. The other screen should show these words:</span>${words(peer)}</div>`;
    }
    return peer.standing === 'unproven' ? html`<p class="small soft">${meaningOf(peer)}</p>` : '';
  }

  #files() {
    const { plan } = this.offer;
    return html`
      <div>
        <p><span class="strong">${count(plan.files, 'file')}, ${bytes(plan.bytes)}</span>${planText(plan) ? html`<span class="soft">: ${planText(plan)}</span>` : ''}</p>
        <p class="small soft number">${bytes(plan.wantedBytes)} would travel; ${this.#space(plan)}</p>
      </div>
      ${this.#noSpace(plan) ? html`<p class="notice warn">${icon('warn')}<span class="grow">There is not enough room in this folder. Choose another place, or take less.</span></p>` : ''}
      <ferry-offer-looks .offer=${this.offer} ?hidden=${this.choosing}></ferry-offer-looks>
      ${plan.refused > 0 ? html`<details class="small"><summary>${count(plan.refused, 'entry')} left out, because ${plan.refused === 1 ? 'it is' : 'they are'} not safe</summary>
        <ul>${plan.refusals.map((why) => html`<li class="name">${shown(why, 200)}</li>`)}</ul></details>` : ''}
      ${this.choosing ? html`<ferry-offer-tree .offer=${this.offer} .selection=${this.selection} @changed=${(e) => (this.selection = e.detail)}></ferry-offer-tree>` : ''}
      <div class="row save-in">
        ${icon('folder')}<span class="grow">Save in <span class="mono name">${shown(this.into || this.offer.into, 120)}</span></span>
        <button class="quiet" @click=${() => this.#chooseFolder()}>Change…</button>
      </div>
      ${plan.changed > 0 && !this.into ? this.#clashes(plan) : ''}`;
  }

  #message() {
    const { text, textLength } = this.offer;
    return html`<blockquote class="message">${shownLines(this.whole ?? text)}</blockquote>
      ${textLength && !this.whole ? html`<button class="quiet" @click=${() => this.#readOn()}>Show all ${textLength} characters</button>` : ''}`;
  }

  async #readOn() {
    try {
      const said = await get(at`/offers/${this.offer.transfer}`);
      this.whole = said.since === this.offer.since ? said.text : undefined;
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  #clashes(plan) {
    const more = plan.changed - plan.clashes.length;
    return html`<div class="field">
      <label for="clash-${this.offer.transfer}">${count(plan.changed, 'file')} here ${plan.changed === 1 ? 'has' : 'have'} other contents</label>
      <select id="clash-${this.offer.transfer}" .value=${this.clash || plan.onClash} @change=${(e) => (this.clash = e.target.value)}>
        <option value="rename">keep both: the new one becomes “name (2)”</option>
        <option value="update">replace the one here</option>
        <option value="skip">keep the one here, leave the new one out</option>
      </select>
      <span class="hint name">${plan.clashes.slice(0, 3).map((name) => shown(name, 60)).join(', ')}${more > 0 || plan.clashes.length > 3 ? ', …' : ''}</span>
    </div>`;
  }

  #trust() {
    const { peer } = this.offer;
    return (peer.standing === 'unknown' || peer.standing === 'known') && peer.fingerprint
      ? html`<label class="choice"><input type="checkbox" .checked=${this.trust} @change=${(e) => (this.trust = e.target.checked)}> Remember ${nameOf(peer, 40)} as trusted</label>`
      : '';
  }

  #space(plan) {
    return plan.spaceFree < 0 ? 'how much room there is, is not known' : `${bytes(plan.spaceFree)} free here`;
  }

  #noSpace(plan) {
    return !this.into && plan.spaceFree >= 0 && plan.spaceNeeded > plan.spaceFree;
  }

  #mayAccept() {
    return this.busy === '' && !this.selection.isNone && (this.offer.peer.standing !== 'changed' || this.sure);
  }

  #acceptWords() {
    if (this.busy) {
      return this.busy;
    }
    return this.selection.isAll ? (hasFiles(this.offer) ? 'Accept all' : 'Take it') : this.selection.isNone ? 'Nothing is ticked' : 'Accept what is ticked';
  }

  async #chooseFolder() {
    const into = await chooseFolder(this.into || this.offer.into);
    if (into) {
      // What is to happen to files that exist was said of those of the folder before.
      this.into = into;
      this.clash = '';
    }
  }

  async #accept() {
    if (!this.calm) {
      return;
    }
    this.busy = 'Accepting…';
    try {
      const accept = this.selection.isAll ? 'all' : await this.selection.paths((folder) => pathsIn(this.offer.transfer, folder));
      await this.#answer({
        accept,
        ...(this.into && { into: this.into }),
        ...(this.clash && { clash: this.clash }),
        ...(this.trust && { trust: true }),
      }, 'Accepting…');
    } catch (problem) {
      this.problem = problem.message;
      this.busy = '';
    }
  }

  async #answer(answer, busy) {
    this.busy = busy;
    this.problem = '';
    try {
      await post(at`/offers/${this.offer.transfer}/answer`, { ...answer, since: this.offer.since });
      // This card goes, and the focus with it: whoever types goes on at the top.
      document.getElementById('main').focus();
    } catch (problem) {
      this.problem = problem.message;
      this.busy = '';
    }
  }
}

/** A message may come with files, which must not be taken unseen. */
export function hasFiles(offer) {
  return offer.text === undefined || offer.plan.entries > 0;
}

customElements.define('ferry-offer', OfferCard);
