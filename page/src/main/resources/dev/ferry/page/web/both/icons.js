import { html, svg } from 'lit';

/** The page's own drawings, 24 x 24, lines only. They are for the eye: what they mean stands beside them, or in a label. */
const LINES = {
  send: svg`<path d="M12 19V5M6 11l6-6 6 6"/>`,
  receive: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  desktop: svg`<rect x="3" y="4" width="18" height="12" rx="1.5"/><path d="M8 20h8M12 16v4"/>`,
  mobile: svg`<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 17.5h2"/>`,
  server: svg`<rect x="4" y="4" width="16" height="7" rx="1.5"/><rect x="4" y="13" width="16" height="7" rx="1.5"/><path d="M8 7.5h.01M8 16.5h.01"/>`,
  web: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>`,
  file: svg`<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>`,
  folder: svg`<path d="M3 6h6l2 2h10v11H3z"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>`,
  text: svg`<path d="M4 6h16M4 11h16M4 16h10"/>`,
  pause: svg`<path d="M9 5v14M15 5v14"/>`,
  resume: svg`<path d="M8 5l11 7-11 7z"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  warn: svg`<path d="M12 4l9 16H3zM12 10v4M12 17h.01"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="M15.5 15.5L20 20"/>`,
  history: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  share: svg`<circle cx="6" cy="12" r="2.5"/><circle cx="17" cy="6" r="2.5"/><circle cx="17" cy="18" r="2.5"/><path d="M8.2 10.9l6.6-3.7M8.2 13.1l6.6 3.7"/>`,
  settings: svg`<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/><circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>`,
  home: svg`<path d="M4 11l8-7 8 7v9H4zM10 20v-6h4v6"/>`,
  next: svg`<path d="M9 5l7 7-7 7"/>`,
  retry: svg`<path d="M5 12a7 7 0 1 1 2 5M5 19v-5h5"/>`,
  copy: svg`<rect x="8" y="8" width="12" height="12" rx="1.5"/><path d="M16 8V4H4v12h4"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  near: svg`<circle cx="12" cy="12" r="1.5"/><path d="M8 8a5.7 5.7 0 0 0 0 8M16 8a5.7 5.7 0 0 1 0 8M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14"/>`,
  qr: svg`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M18 18h2v2M14 18v2"/>`,
  ferry: svg`<path d="M3 15h18l-2.5 5h-13zM7 15v-4h10v4M10 11V6h4v5"/>`,
};

/** A drawing by its name. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${LINES[name]}</svg>`;
}
