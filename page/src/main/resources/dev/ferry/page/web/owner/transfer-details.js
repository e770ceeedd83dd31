import { html } from 'lit';
import { Part } from '../both/part.js';
import { shown } from '../both/names.js';
import { bytes, duration, shortTime, speed } from '../both/units.js';
import { standing, words } from './who.js';
import './speed-plot.js';
import './stage-meter.js';
import './arrived-files.js';

/** What one may want to know of a transfer: where it landed, how fast it was, and what held it up. */
class TransferDetails extends Part {
  static properties = { transfer: { attribute: false } };

  render() {
    const t = this.transfer;
    const { ended } = t;
    return html`<div class="details stack">
      ${t.peer ? html`<p class="row small">${standing(t.peer)}<span class="soft name">${shown(t.peer.address, 80)}</span>${words(t.peer)}</p>` : ''}
      ${ended?.receipt?.destination ? html`<ferry-arrived .receipt=${ended.receipt} .here=${t.direction === 'receive'}></ferry-arrived>` : ''}
      ${t.state === 'ended' ? html`<ferry-speed-plot .bytes=${t.speed?.bytes ?? []} .seconds=${(t.speed?.intervalNanos ?? 1e9) / 1e9}></ferry-speed-plot>` : ''}
      ${ended ? facts(ended) : ''}
      <ferry-stage-meter side="The sender" .waited=${ended?.senderWaited}></ferry-stage-meter>
      <ferry-stage-meter side="The receiver" .waited=${ended?.receiverWaited}></ferry-stage-meter>
      ${(t.withdrawn ?? ended?.receipt?.withdrawn ?? []).length === 0 ? '' : html`<div class="small"><span class="strong">Did not come</span>
        <ul>${(t.withdrawn ?? ended.receipt.withdrawn).map((one) => html`<li class="name">${shown(one.path, 160)}: ${shown(one.reason, 100)}</li>`)}</ul></div>`}
    </div>`;
  }
}

function facts(ended) {
  const rows = [
    ['Travelled', ended.sentBytes === undefined ? '' : bytes(ended.sentBytes)],
    ['Sent twice', ended.resentBytes ? bytes(ended.resentBytes) : ''],
    ['Took', ended.nanos ? duration(ended.nanos) : ''],
    ['On average', ended.nanos && ended.sentBytes ? speed(ended.sentBytes / (ended.nanos / 1e9)) : ''],
    ['Limited by', ended.limitedBy ?? ''],
    ['Round trip', ended.roundTrips ? shortTime(ended.roundTrips.median) : ''],
  ];
  return html`<dl class="facts small">${rows.filter(([, value]) => value).map(([name, value]) => html`<div><dt class="soft">${name}</dt><dd class="number">${value}</dd></div>`)}</dl>`;
}

customElements.define('ferry-transfer-details', TransferDetails);
