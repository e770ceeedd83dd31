import { html } from 'lit';
import { LivePart } from './element.js';
import { store } from './state.js';
import { put } from './api.js';
import { icon } from '../both/icons.js';
import { chooseFolder } from './dialogs.js';
import { shown } from '../both/names.js';
import { words } from './who.js';
import { keepLimit, usualLimit } from './limit.js';
import './listeners.js';
import './met-peers.js';
import './copy-button.js';

const ACCEPT = [
  ['ask', 'Ask me about everything'],
  ['known', 'Let in peers that I trust; ask about others'],
  ['all', 'Let everybody in, but for changed peers'],
];

/** What a person may change: name, inbox, port, who is let in; notices of this browser; who is trusted. */
class SettingsPage extends LivePart {
  static properties = { changed: { state: true }, said: { state: true }, problem: { state: true }, notices: { state: true } };

  constructor() {
    super();
    Object.assign(this, { changed: {}, said: '', problem: '', notices: 'Notification' in window ? Notification.permission : 'unsupported' });
  }

  render() {
    const now = { ...store.peer.settings, ...this.changed };
    const dirty = Object.keys(this.changed).length > 0;
    return html`<section class="stack page" aria-labelledby="settings-title">
      <h1 id="settings-title">Settings</h1>
      ${store.peer.settings.restart ? html`<p class="notice warn">${icon('warn')}<span class="grow">Name, inbox and port count when Ferry is started the next time.</span></p>` : ''}
      <form class="card stack" @submit=${(e) => this.#save(e)}>
        <div class="field"><label for="alias">Name of this machine</label><input id="alias" maxlength="64" autocomplete="off" .value=${now.alias ?? ''} @input=${(e) => this.#change({ alias: e.target.value })}><span class="hint">As others see it. Anybody may choose any name; the words below cannot be chosen.</span></div>
        <div class="field"><label for="inbox">Where files land</label><div class="row"><input id="inbox" class="grow mono" spellcheck="false" .value=${now.inbox ?? ''} @input=${(e) => this.#change({ inbox: e.target.value })}><button type="button" @click=${() => this.#chooseInbox(now.inbox)}>Choose…</button></div></div>
        <div class="field"><label for="port">Port</label><input id="port" type="number" min="0" max="65535" .value=${String(now.port ?? '')} @input=${(e) => this.#change({ port: Number(e.target.value) })}><span class="hint">53317 is the one that others try first; 0 takes any that is free.</span></div>
        <fieldset><legend>When somebody wants to send something</legend>
          ${ACCEPT.map(([value, text]) => html`<label class="choice"><input type="radio" name="accept" .checked=${now.accept === value} @change=${() => this.#change({ accept: value })}> ${text}</label>`)}
        </fieldset>
        ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
        <div class="row"><button class="primary" ?disabled=${!dirty}>Save</button>${dirty ? html`<button type="button" @click=${() => (this.changed = {})}>Undo</button>` : ''}<span role="status" class="good">${this.said}</span></div>
      </form>
      ${limits()}
      ${this.#noticesCard()}
      <ferry-met></ferry-met>
      <ferry-listeners></ferry-listeners>
      ${identity(store.peer)}
    </section>`;
  }

  #noticesCard() {
    return html`<section class="card stack" aria-labelledby="notices-title"><h2 id="notices-title">Notices</h2>
      ${this.notices === 'granted'
        ? html`<p class="row"><span class="badge good">${icon('check')} on</span><span>This browser shows offers and ends while the page is not seen.</span></p>`
        : this.notices === 'denied'
          ? html`<p class="soft">This browser does not allow notices of this page. Its own settings for this page can change that.</p>`
          : this.notices === 'unsupported'
            ? html`<p class="soft">This browser shows no notices.</p>`
            : html`<p class="soft">The browser can tell you of offers while the page is not seen.</p><div><button @click=${() => this.#askForNotices()}>Switch notices on</button></div>`}
    </section>`;
  }

  async #askForNotices() {
    this.notices = await Notification.requestPermission();
  }

  #change(some) {
    this.said = '';
    this.changed = { ...this.changed, ...some };
  }

  async #chooseInbox(now) {
    const inbox = await chooseFolder(now);
    if (inbox) {
      this.#change({ inbox });
    }
  }

  async #save(event) {
    event.preventDefault();
    try {
      const settings = await put('/settings', this.changed);
      store.peer = { ...store.peer, settings };
      this.changed = {};
      this.problem = '';
      this.said = settings.restart ? 'Saved. It counts when Ferry is started the next time.' : 'Saved.';
      store.changed();
    } catch (problem) {
      this.problem = problem.message;
    }
  }
}

function limits() {
  return html`<section class="card stack" aria-labelledby="limits-title"><h2 id="limits-title">Limits</h2>
    <div class="field"><label for="limit">At most, in MB a second</label><input id="limit" type="number" min="0" step="any" placeholder="no limit" .value=${usualLimit()} @input=${(e) => keepLimit(e.target.value)}>
      <span class="hint">For what this page sends, fetches or shares from now on; what is sent or shared can have another. This browser keeps it.</span></div>
  </section>`;
}

function identity({ self, version }) {
  return html`<section class="card stack" aria-labelledby="identity-title"><h2 id="identity-title">Who this machine is</h2>
    <div><span class="soft small">Words of its key</span>${words(self)}</div>
    <div><span class="soft small">Fingerprint</span><p class="row"><span class="mono small name grow">${self.fingerprint}</span><ferry-copy .text=${self.fingerprint} what="the fingerprint"></ferry-copy></p></div>
    <div><span class="soft small">Home, where Ferry keeps what it knows</span><p class="mono small name">${shown(self.home)}</p></div>
    <p class="small soft">Ferry ${version ?? ''}. No request of this page leaves this machine.</p>
  </section>`;
}

customElements.define('ferry-settings', SettingsPage);
