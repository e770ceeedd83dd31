import { html } from 'lit';
import { Part } from '../both/part.js';
import { shown } from '../both/names.js';

/** How many members of one value are shown, and how deep. */
const MOST = 100;
const DEEPEST = 12;

/** A JSON value as a tree that opens level by level. */
class JsonTree extends Part {
  static properties = { value: { attribute: false } };

  render() {
    return html`<div class="json mono small">${node('', this.value, 0)}</div>`;
  }
}

function node(name, value, depth) {
  const label = name === '' ? '' : html`<span class="name">${shown(name, 80)}</span>: `;
  if (value === null || typeof value !== 'object' || depth > DEEPEST) {
    return html`<div>${label}<span class="soft name">${shown(JSON.stringify(value), 200)}</span></div>`;
  }
  const members = Object.entries(value);
  const about = Array.isArray(value) ? `[${members.length}]` : `{${members.length}}`;
  return html`<details ?open=${depth < 2}><summary>${label}<span class="soft">${about}</span></summary>
    <div class="inside">${members.slice(0, MOST).map(([key, inner]) => node(key, inner, depth + 1))}
    ${members.length > MOST ? html`<div class="soft">and ${members.length - MOST} more</div>` : ''}</div></details>`;
}

customElements.define('ferry-json', JsonTree);
