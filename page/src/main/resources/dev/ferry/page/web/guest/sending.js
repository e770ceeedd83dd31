import { html } from 'lit';
import { Part } from '../both/part.js';
import { icon } from '../both/icons.js';
import { shown } from '../both/names.js';
import { bytes, count, percent, seconds, speed } from '../both/units.js';

const REDRAW = 250;
const WINDOW = 5000;

/** One thing that is sent: how far it is, how fast, and how it ended. */
class GuestSending extends Part {
  static properties = { upload: { attribute: false } };

  #seen = [];
  #drawn = 0;
  #state = '';

  firstUpdated() {
    this.upload.addEventListener('change', () => this.#changed());
  }

  #changed() {
    const now = performance.now();
    if (this.upload.state !== this.#state || now - this.#drawn > REDRAW) {
      this.#drawn = now;
      this.#state = this.upload.state;
      this.#seen = [...this.#seen.filter(([at]) => now - at < WINDOW), [now, this.upload.across]];
      this.requestUpdate();
    }
  }

  /** Bytes a second in the last seconds; 0 while that is not known. */
  #speed() {
    const [first] = this.#seen;
    const last = this.#seen.at(-1);
    return last && last[0] - first[0] > 500 ? Math.max(0, ((last[1] - first[1]) * 1000) / (last[0] - first[0])) : 0;
  }

  render() {
    const { upload } = this;
    const over = ['done', 'declined', 'failed'].includes(upload.state);
    return html`<div class="stack">
      <div class="row">
        ${icon(upload.text === '' ? (upload.files.length === 1 ? 'file' : 'folder') : 'text')}
        <div class="grow">
          <p class="name strong">${shown(upload.title, 120)}</p>
          <p class="small number ${this.#tone()}" role="status">${this.#sentence()}</p>
        </div>
        ${over ? '' : html`<button class="icon-only" @click=${() => upload.cancel()} aria-label=${`Cancel ${shown(upload.title)}`}>${icon('close')}</button>`}
      </div>
      ${['moving', 'paused', 'finishing'].includes(upload.state) ? html`<progress class=${upload.state} max="100" .value=${percent(upload.across, upload.total)} aria-label="Sent"></progress>` : ''}
    </div>`;
  }

  #tone() {
    if (this.upload.state === 'done' && this.upload.receipt.withdrawnFiles > 0) {
      return 'warn';
    }
    return { done: 'good', declined: 'warn', failed: 'bad', paused: 'warn' }[this.upload.state] ?? 'soft';
  }

  #sentence() {
    const { upload } = this;
    switch (upload.state) {
      case 'waiting':
        return upload.message ? shown(`${upload.message} Trying again…`) : 'Waiting for the other side to accept. Keep this page open.';
      case 'moving':
        return this.#moving();
      case 'paused':
        return shown(`Paused. ${upload.message || 'The other side takes nothing at the moment.'} It goes on by itself.`);
      case 'finishing':
        return 'All is across; the other side puts it in place…';
      case 'done':
        return this.#arrived();
      case 'declined':
        return upload.message ? shown(`Not accepted: ${upload.message}`) : 'Not accepted';
      default:
        return shown(upload.message || 'It did not work.');
    }
  }

  #arrived() {
    const { text, receipt, left } = this.upload;
    if (receipt.withdrawnFiles > 0) {
      const names = receipt.withdrawn.slice(0, 3).map(({ path }) => shown(path, 80)).join(', ');
      const more = receipt.withdrawnFiles > Math.min(3, receipt.withdrawn.length) ? ' and others' : '';
      return `Not everything arrived: ${count(receipt.withdrawnFiles, 'file')} could not be kept there (${names}${more}). ${count(receipt.files, 'file')} arrived. Send those again.`;
    }
    const there = receipt.same > 0 ? `; ${count(receipt.same, 'file')} ${receipt.same === 1 ? 'was' : 'were'} there already` : '';
    const rest = left > 0 ? `; ${count(left, 'file')} ${left === 1 ? 'was' : 'were'} not taken` : '';
    return text === '' ? `Arrived: ${count(receipt.files, 'file')}, ${bytes(receipt.bytes)}${there}${rest}` : 'Arrived';
  }

  #moving() {
    const { across, total } = this.upload;
    const pace = this.#speed();
    const rest = pace > 0 ? ` · ${speed(pace)} · ${seconds((total - across) / pace)} left` : '';
    return `${bytes(across)} of ${bytes(total)}${rest}`;
  }
}

customElements.define('guest-sending', GuestSending);
