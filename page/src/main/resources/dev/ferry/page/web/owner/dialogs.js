/** Opens dialogs. What they are made of is fetched when one is opened first: the page itself is there sooner. */

/** Sends something: see send-dialog.js. */
export async function sendTo(peer, given) {
  return (await import('./send-dialog.js')).sendTo(peer, given);
}

/** Looks through what somebody shares: see remote-dialog.js. */
export async function browse(peer) {
  return (await import('./remote-dialog.js')).browse(peer);
}

/** Shares something: see share-dialog.js. */
export async function newShare() {
  return (await import('./share-dialog.js')).newShare();
}

/** Opens a link for guests: see link-dialog.js. */
export async function newLink() {
  return (await import('./link-dialog.js')).newLink();
}

/** Chooses files and folders of this machine: see chooser.js. */
export async function choosePaths() {
  return (await import('./chooser.js')).choosePaths();
}

/** Chooses a folder of this machine: see chooser.js. */
export async function chooseFolder(start) {
  return (await import('./chooser.js')).chooseFolder(start);
}
