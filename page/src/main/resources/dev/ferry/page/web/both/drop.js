/** Files that a person drops, pastes or chooses, each with the relative path it is sent under: `{path, file}`. */

/** Of a drop, folders with all that is in them. Must be called while the event is handled. */
export async function ofDrop(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const files = items.map((item) => item.getAsFile());
  const found = await Promise.all(entries.map((entry, i) => (entry ? walk(entry, '') : files[i] ? [named(files[i])] : [])));
  return found.flat();
}

/** Of an input for files or for a folder. */
export function ofInput(input) {
  return [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Pictures and files of the clipboard. */
export function ofClipboard(data) {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  return [...data.files].map((file) => ({ path: file.name === 'image.png' ? `pasted ${stamp}.png` : file.name, file }));
}

/** Whether a drag carries files. */
export function hasFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes('Files');
}

function named(file) {
  return { path: file.name, file };
}

async function walk(entry, folder) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ path: folder + file.name, file }];
  }
  const inside = await entriesOf(entry.createReader());
  const found = [];
  for (const child of inside) {
    found.push(...(await walk(child, `${folder}${entry.name}/`)));
  }
  return found;
}

/** A reader gives some at a time, and none at the end. */
async function entriesOf(reader) {
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}
