import { html } from 'lit';
import { Part } from '../both/part.js';
import { shown, shownLines, shownLast } from '../both/names.js';
import { bytes, count } from '../both/units.js';
import './json-tree.js';

const PICTURE = /^data:image\/png;base64,[A-Za-z0-9+/=]+$/;

/** What is in a file, drawn from data: a picture made anew by the peer, a table, a tree, lines. Never the file itself. */
class PreviewView extends Part {
  static properties = { preview: { attribute: false }, name: {} };

  render() {
    const p = this.preview;
    return html`<figure class="preview">
      <figcaption class="small"><span class="strong name">${shownLast(this.name)}</span> <span class="soft">${facts(p)}</span></figcaption>
      ${this.#contents(p)}
      ${p.note ? html`<p class="small soft name">${shown(p.note, 200)}</p>` : ''}
    </figure>`;
  }

  #contents(p) {
    switch (p.kind) {
      case 'picture':
        return PICTURE.test(p.thumbnail ?? '') ? html`<img src=${p.thumbnail} alt="Small picture of ${shownLast(this.name)}">` : '';
      case 'csv':
        return table(p);
      case 'json':
        return json(p);
      case 'archive':
        return archive(p);
      default:
        return Array.isArray(p.head) && p.head.length > 0 ? lines(p.head) : '';
    }
  }
}

function facts(p) {
  const size = p.width ? `${p.width} × ${p.height}` : '';
  const rows = p.rows ? `${amount(p.rows, 'row')}, ${count(p.columns, 'column')}` : '';
  const inside = p.entries?.count === undefined ? '' : amount(p.entries, 'entry');
  const many = p.lines ? amount(p.lines, 'line') : '';
  return [shown(p.format, 60), size, rows, inside, many, p.bytes === undefined ? '' : bytes(p.bytes)].filter(Boolean).join(' · ');
}

const PRECISION = { about: 'about ', 'at-least': 'more than ' };

function amount({ count: n, precision }, noun) {
  return `${PRECISION[precision] ?? ''}${count(n, noun)}`;
}

function table({ head = [], first = [], header }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Beginning of the table"><table>
    ${header ? html`<thead><tr>${head.map((column) => html`<th scope="col">${shown(column.name, 60)}</th>`)}</tr></thead>` : ''}
    <tbody>${first.map((row) => html`<tr>${(row.values ?? []).map((value) => html`<td>${shown(value, 120)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function json({ head = [], whole }) {
  const text = head.join('\n');
  try {
    return whole ? html`<ferry-json .value=${JSON.parse(text)}></ferry-json>` : lines(head);
  } catch {
    return lines(head);
  }
}

function archive({ head = [] }) {
  return html`<ul class="small">${head.map((entry) => html`<li class="row"><span class="name grow">${shown(entry.path, 120)}</span><span class="soft number">${entry.bytes === undefined ? '' : bytes(entry.bytes)}</span></li>`)}</ul>`;
}

function lines(head) {
  return html`<pre class="scroll" tabindex="0" role="group" aria-label="Beginning of the file">${shownLines(head.join('\n'))}</pre>`;
}

customElements.define('ferry-preview', PreviewView);
