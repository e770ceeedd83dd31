/** What a browser keeps for this address with its port, between visits. Private windows may keep nothing. */

/** What was kept under a name; null if nothing was, or this browser keeps nothing. */
export function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text for the next visit, if this browser keeps anything. */
export function write(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // What is not kept lasts as long as the page is open.
  }
}
