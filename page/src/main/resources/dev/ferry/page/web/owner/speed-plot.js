import { html, svg } from 'lit';
import { Part } from '../both/part.js';
import { speed } from '../both/units.js';

const WIDTH = 240;
const HEIGHT = 48;

/**
 * How fast a transfer was over its time: `bytes` moved in equal intervals of `seconds`, oldest first, as an area whose
 * height is the fastest of them.
 */
class SpeedPlot extends Part {
  static properties = { bytes: { attribute: false }, seconds: { attribute: false } };

  constructor() {
    super();
    this.bytes = [];
    this.seconds = 1;
  }

  render() {
    if (this.bytes.length < 2) {
      return html``;
    }
    const most = Math.max(...this.bytes, 1);
    const top = speed(most / this.seconds);
    return html`<figure class="plot">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="Speed over time, at most ${top}">
        ${svg`<path class="area" d="${this.#line(most)}L${WIDTH},${HEIGHT}L0,${HEIGHT}Z"/>
          <path class="line" d="${this.#line(most)}"/>`}
      </svg>
      <figcaption class="small soft number">up to ${top}</figcaption>
    </figure>`;
  }

  #line(most) {
    const step = WIDTH / (this.bytes.length - 1);
    const point = (n, i) => `${(i * step).toFixed(1)},${(HEIGHT - 1 - (n / most) * (HEIGHT - 3)).toFixed(1)}`;
    return `M${this.bytes.map(point).join('L')}`;
  }
}

customElements.define('ferry-speed-plot', SpeedPlot);
