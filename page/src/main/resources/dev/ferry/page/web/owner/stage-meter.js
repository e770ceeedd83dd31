import { html } from 'lit';
import { Part } from '../both/part.js';
import { duration } from '../both/units.js';

const STAGES = [
  ['diskRead', 'reading the disk'],
  ['hash', 'checking'],
  ['network', 'network'],
  ['diskWrite', 'writing the disk'],
];

/** Where one side of a transfer waited: `waited` nanoseconds in each stage. */
class StageMeter extends Part {
  static properties = { side: {}, waited: { attribute: false } };

  render() {
    const total = STAGES.reduce((sum, [stage]) => sum + (this.waited?.[stage] ?? 0), 0);
    if (total === 0) {
      return html``;
    }
    return html`<div class="meter">
      <span class="small strong">${this.side} waited for</span>
      <dl>
        ${STAGES.filter(([stage]) => this.waited[stage] > 0).map(
          ([stage, words]) => html`<dt class="small soft">${words}</dt>
            <dd>
              <meter min="0" max=${total} .value=${this.waited[stage]} aria-label=${words}></meter>
              <span class="small number">${duration(this.waited[stage])}</span>
            </dd>`,
        )}
      </dl>
    </div>`;
  }
}

customElements.define('ferry-stage-meter', StageMeter);
