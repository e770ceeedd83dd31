import { html } from 'lit';
import { ActingPart } from './element.js';
import { post, at } from './api.js';
import { goOn, begin, discard } from './actions.js';
import { store } from './state.js';
import { icon } from '../both/icons.js';
import { nameOf } from './who.js';
import { shown, shownLines } from '../both/names.js';
import { bytes, speed, seconds, duration, percent, count, moment } from '../both/units.js';
import './speed-plot.js';
import './copy-button.js';

/** One transfer: how far it is, what it waits for, how it ended; and what can be done about it. */
class TransferCard extends ActingPart {
  static properties = { transfer: { attribute: false }, open: { state: true } };

  render() {
    const t = this.transfer;
    return html`<article class="card transfer ${t.state}" aria-label="${titleOf(t)}, ${sideOf(t)}">
      <div class="row top">
        ${icon(t.direction === 'send' ? 'send' : 'receive')}
        <div class="grow">
          <h3 class="name">${titleOf(t)}</h3>
          <p class="small soft name">${sideOf(t)}${t.number ? html` · <span class="number">no. ${t.number}</span>` : ''}${t.changed && t.state === 'ended' ? ` · ${moment(t.changed)}` : ''}</p>
        </div>
        <div class="row buttons">${this.#buttons(t)}${hasDetails(t) ? this.#more(t) : ''}</div>
      </div>
      ${t.state === 'ended' ? ending(t) : this.#progress(t)}
      ${t.text === undefined ? '' : html`<div class="row"><blockquote class="message grow">${shownLines(t.text)}</blockquote><ferry-copy .text=${t.text} what="the message"></ferry-copy></div>`}
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
      ${this.open ? html`<ferry-transfer-details .transfer=${t}></ferry-transfer-details>` : ''}
    </article>`;
  }

  #progress(t) {
    const known = t.total > 0 && (t.state === 'moving' || t.state === 'paused' || t.state === 'publishing');
    return html`
      ${known
        ? html`<progress class=${t.state} max="1000" value=${Math.floor((1000 * t.done) / t.total)} aria-label="Progress of ${titleOf(t)}"></progress>`
        : html`<progress class=${t.state} max="1000" value="0" aria-label="Progress of ${titleOf(t)}"></progress>`}
      <p class="row small number"><span class="grow">${stateWords(t)}</span>${t.state === 'moving' && t.bytesPerSecond > 0 ? html`<span>${timeLeft(t)}</span>` : ''}</p>
      ${t.state === 'paused' ? html`<p class="notice warn"><span class="name">${shown(t.message) || 'Paused'}</span><span class="small soft">It goes on by itself when it can, or when you press Resume.</span></p>` : ''}
      ${t.state === 'moving' || t.state === 'paused' ? html`<ferry-speed-plot .bytes=${t.speed?.bytes ?? []} .seconds=${(t.speed?.intervalNanos ?? 1e9) / 1e9}></ferry-speed-plot>` : ''}`;
  }

  #buttons(t) {
    const name = titleOf(t);
    if (t.state === 'ended') {
      return t.ended?.result === 'completed' ? '' : html`${this.#goesOn(t, name)}
        ${t.resumable === undefined ? '' : button('Discard', 'close', `Discard ${name}`, this.busy, () => discard(this, t.transfer, name))}`;
    }
    return html`
      ${t.state === 'moving' ? this.#button('Pause', 'pause', `Pause ${name}`, () => this.#pause(t)) : ''}
      ${t.state === 'paused' ? this.#button('Resume', 'resume', `Resume ${name}`, () => goOn(t.transfer)) : ''}
      ${t.state === 'publishing' ? '' : this.#button('Cancel', 'close', `Cancel ${name}`, () => post(at`/transfers/${t.transfer}/cancel`))}`;
  }

  #pause(t) {
    store.paused.add(t.transfer);
    return post(at`/transfers/${t.transfer}/pause`);
  }

  /** Under its own id if this side drives it; else once more from the beginning, if this page began it. */
  #goesOn(t, name) {
    if (t.resumable) {
      return this.#button('Resume', 'resume', `Resume ${name}`, () => goOn(t.transfer));
    }
    const again = store.begun.get(t.transfer);
    const word = again?.kind === 'get' ? 'Get' : 'Send';
    return again ? this.#button(`${word} again`, 'retry', `${word} ${name} again`, () => begin(again)) : '';
  }

  async #toggle() {
    await import('./transfer-details.js');
    this.open = !this.open;
  }

  #more(t) {
    return html`<button class="quiet ${this.open ? 'untwisted' : 'twisted'}" aria-expanded=${this.open ? 'true' : 'false'}
      aria-label="Details of ${titleOf(t)}" @click=${() => this.#toggle()}><span class="wide-only">Details</span>${icon('next')}</button>`;
  }

  #button(word, drawing, label, act) {
    return button(word, drawing, label, this.busy, () => this.act(act));
  }
}

function button(word, drawing, label, busy, click) {
  return html`<button aria-label=${label} ?disabled=${busy} @click=${click}>${icon(drawing)}<span class="wide-only">${word}</span></button>`;
}

function titleOf(t) {
  return shown(t.title, 120) || (t.state === 'preparing' && t.text === undefined ? 'Looking at the files' : 'Message');
}

function sideOf(t) {
  const way = t.direction === 'receive' ? 'from' : 'to';
  return t.peer ? `${way} ${nameOf(t.peer)}` : 'calling the other side';
}

function stateWords(t) {
  switch (t.state) {
    case 'preparing':
      return t.scanned ? `Looking at the files: ${count(t.scanned.entries, 'entry')}, ${bytes(t.scanned.bytes)}` : 'Calling the other side…';
    case 'offered':
      return `Waits for the other side to accept ${count(t.files, 'file')}, ${bytes(t.total)}`;
    case 'publishing':
      return 'All bytes are across; they are checked and put in place';
    default:
      return `${percent(t.done, t.total)} % · ${bytes(t.done)} of ${bytes(t.total)}${t.bytesPerSecond > 0 ? ` · ${speed(t.bytesPerSecond)}` : ''}`;
  }
}

function timeLeft(t) {
  return `${seconds((t.total - t.done) / t.bytesPerSecond)} left`;
}

const RESULTS = { completed: ['good', 'Done'], declined: ['', 'Declined'], interrupted: ['warn', 'Interrupted'], failed: ['bad', 'Failed'] };

function ending(t) {
  const { result, receipt, message } = t.ended ?? {};
  const paused = result === 'interrupted' && t.resumable && store.paused.has(t.transfer);
  const [tone, word] = paused ? ['', 'Paused'] : (RESULTS[result] ?? ['', 'Ended']);
  const words = result === 'completed' ? [doneWords(t, receipt)] : [paused ? '' : shown(message, 300), acrossWords(t)];
  return html`<p class="row small"><span class="badge ${tone}">${word}</span><span class="grow name">${words.filter(Boolean).join(' · ')}</span></p>`;
}

/** How much of what is kept is here, or there. */
function acrossWords(t) {
  return t.resumable !== undefined && t.total > 0 ? `${percent(t.done, t.total)} % of ${bytes(t.total)} is across` : '';
}

function doneWords(t, receipt) {
  if (!receipt || !t.title) {
    return '';
  }
  if (receipt.files === 0 && receipt.same > 0) {
    return `${count(receipt.same, 'file')} ${receipt.same === 1 ? 'was' : 'were'} there already`;
  }
  const same = receipt.same > 0 ? `, ${count(receipt.same, 'file')} were there already` : '';
  const missing = receipt.withdrawnFiles > 0 ? `; ${count(receipt.withdrawnFiles, 'file')} changed meanwhile and did not come` : '';
  return `${count(receipt.files, 'file')}, ${bytes(receipt.bytes)}${t.ended.nanos ? ` in ${duration(t.ended.nanos)}` : ''}${same}${missing}`;
}

function hasDetails(t) {
  return t.state === 'ended' ? Boolean(t.ended?.receipt || t.ended?.senderWaited || t.ended?.receiverWaited) : Boolean(t.peer);
}

customElements.define('ferry-transfer', TransferCard);
