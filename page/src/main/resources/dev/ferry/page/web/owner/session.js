import { post, keepKey } from './api.js';

/** Exchanges the token in the page's address, if there is one, for a session, and takes it out of the address and the browser's history. */
export async function openSession() {
  const token = new URLSearchParams(location.hash.slice(1)).get('t');
  if (!token) {
    return;
  }
  history.replaceState(null, '', '/');
  // A token that is used up is no harm where a session is open already; the first request tells.
  await post('/session', { token }).then(({ key }) => keepKey(key), () => {});
}
