import { html } from 'lit';
import { Part } from '../both/part.js';
import { store } from './state.js';
import { nameOf } from './who.js';
import { hasFiles } from './offer-card.js';
import { shown } from '../both/names.js';
import { count } from '../both/units.js';

/**
 * Tells those who listen to the page, and those who look elsewhere, what should not be missed: offers at once, ends when
 * there is time. Notices of the browser come only if they were switched on in the settings, and while the page is not seen.
 */
class Announcer extends Part {
  static properties = { urgent: { state: true }, calm: { state: true } };

  constructor() {
    super();
    this.urgent = '';
    this.calm = '';
  }

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('told', (told) => this.#hear(told.detail));
  }

  render() {
    return html`<div class="for-readers" role="alert">${this.urgent}</div>
      <div class="for-readers" role="status">${this.calm}</div>`;
  }

  #hear(event) {
    if (event.event === 'waits' && event.asked) {
      this.urgent = offerWords(event.offer);
      notify(this.urgent, 'Open the page to see it and to answer.', event.transfer);
    } else if (event.event === 'ended') {
      this.calm = endWords(event);
      notify(this.calm, event.message ? shown(event.message, 200) : '', event.transfer);
    } else if (event.event === 'paused') {
      this.calm = `Paused: ${shown(event.message, 200)}`;
    }
  }
}

function offerWords(offer) {
  const files = hasFiles(offer) ? shown(offer.title, 60) || count(offer.plan.files, 'file') : '';
  const what = [files, offer.text === undefined ? '' : 'a message'].filter(Boolean).join(' and ');
  return `${nameOf(offer.peer, 40)} wants to send you ${what}`;
}

const ENDS = { completed: 'Done', declined: 'Declined', interrupted: 'Interrupted', failed: 'Failed' };

function endWords(event) {
  return `${ENDS[event.result] ?? 'Ended'}: ${shown(event.title, 60)} ${event.direction === 'send' ? 'to' : 'from'} ${nameOf(event.peer, 40)}`;
}

function notify(title, body, tag) {
  if (document.visibilityState === 'visible' || !('Notification' in window) || Notification.permission !== 'granted') {
    return;
  }
  const notice = new Notification(title, { body, tag, icon: '/web/icon.svg' });
  notice.onclick = () => {
    window.focus();
    location.hash = '#/';
    notice.close();
  };
}

customElements.define('ferry-announcer', Announcer);
