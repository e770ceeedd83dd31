import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { ActingPart } from './element.js';
import { get } from './api.js';
import { newLink } from './dialogs.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import './guest-link.js';

const LOOK_MILLIS = 5_000;

/** Links for people with a browser and nothing installed: what is open, and a new one. */
class GuestLinks extends ActingPart {
  static properties = { links: { state: true } };

  #looking;

  connectedCallback() {
    super.connectedCallback();
    this.#fetch();
    // Guests come and go without an event: downloads are counted anew while the page is looked at.
    this.#looking = setInterval(() => document.visibilityState === 'visible' && this.#fetch(), LOOK_MILLIS);
  }

  disconnectedCallback() {
    clearInterval(this.#looking);
    super.disconnectedCallback();
  }

  render() {
    if (this.links === undefined) {
      // Not asked yet, or this peer opens no links.
      return html``;
    }
    return html`<section class="stack" aria-labelledby="links-title">
      <div class="row"><h2 id="links-title" class="grow">Links for guests</h2><button @click=${() => this.#open()}>${icon('plus')} New link…</button></div>
      ${this.links.length === 0
        ? html`<p class="soft">For people with a browser and nothing installed, a phone usually: they open the link, or scan its QR code, and fetch what you chose, or send you something.</p>`
        : html`<ul class="stack">${repeat(this.links, (link) => link.link, (link) => html`<li><ferry-guest-link .link=${link} @ended=${() => this.#fetch()}></ferry-guest-link></li>`)}</ul>`}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
    </section>`;
  }

  async #open() {
    if (await newLink()) {
      await this.#fetch();
    }
  }

  async #fetch() {
    await this.act(async () => {
      this.links = (await get('/links')).links;
    });
  }
}

customElements.define('ferry-guest-links', GuestLinks);
