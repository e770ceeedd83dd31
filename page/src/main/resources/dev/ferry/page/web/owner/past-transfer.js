import { html } from 'lit';
import { Part } from '../both/part.js';
import { get, at } from './api.js';
import { icon } from '../both/icons.js';
import { kindsText } from './kinds.js';
import { shown } from '../both/names.js';
import { bytes, count, duration, moment, speed } from '../both/units.js';
import './speed-plot.js';
import './stage-meter.js';
import './copy-button.js';

/** A line of the history; opened, all that was measured. */
class PastTransfer extends Part {
  static properties = { past: { attribute: false }, details: { state: true }, problem: { state: true } };

  render() {
    const p = this.past;
    const well = p.result === 'ok';
    const name = shown(p.title, 120) || 'Message';
    return html`
      <div class="row past">
        ${icon(p.direction === 'send' ? 'send' : 'receive')}
        <div class="grow">
          <p class="strong name">${name}</p>
          <p class="small soft name">${p.direction === 'send' ? 'to' : 'from'} ${shown(p.alias || p.address, 64)} · ${moment(p.began)} · ${p.files > 0 ? `${count(p.files, 'file')}, ` : ''}${bytes(p.bytes)}</p>
        </div>
        ${well ? '' : html`<span class="badge ${p.result === 'declined' ? '' : 'warn'}">${shown(p.result, 30)}</span>`}
        <button class="quiet" aria-expanded=${this.details ? 'true' : 'false'} aria-label="Details of ${name}" @click=${() => this.#toggle()}>Details</button>
      </div>
      ${this.problem ? html`<p class="notice bad name" role="alert">${shown(this.problem)}</p>` : ''}
      ${this.details ? details(this.details) : ''}`;
  }

  async #toggle() {
    if (this.details) {
      this.details = undefined;
      return;
    }
    try {
      const { past } = await get(at`/history/${this.past.transfer}`);
      this.details = past.find((one) => one.direction === this.past.direction) ?? this.past;
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }
}

function details(p) {
  const rows = [
    ['Message', shown(p.message, 300)],
    ['Kinds', kindsText(p.kinds)],
    ['Took', duration(p.nanos)],
    ['On average', p.bytes > 0 && p.nanos > 0 ? speed(p.bytes / (p.nanos / 1e9)) : ''],
    ['Sent twice', p.resentBytes ? bytes(p.resentBytes) : ''],
    ['Address', shown(p.address, 80)],
  ];
  return html`<div class="details stack">
    ${p.destination ? html`<p class="row small"><span class="soft">Lies in</span><span class="mono name grow">${shown(p.destination, 200)}</span><ferry-copy .text=${p.destination} what="the path"></ferry-copy></p>` : ''}
    <dl class="facts small">${rows.filter(([, value]) => value).map(([name, value]) => html`<div><dt class="soft">${name}</dt><dd class="name">${value}</dd></div>`)}</dl>
    <ferry-speed-plot .bytes=${p.speed?.bytes ?? []} .seconds=${(p.speed?.intervalNanos ?? 1e9) / 1e9}></ferry-speed-plot>
    <ferry-stage-meter side="The sender" .waited=${p.senderWaited}></ferry-stage-meter>
    <ferry-stage-meter side="The receiver" .waited=${p.receiverWaited}></ferry-stage-meter>
  </div>`;
}

customElements.define('ferry-past', PastTransfer);
