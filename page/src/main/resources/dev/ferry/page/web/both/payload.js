/** Files end to end as one range of bytes, as they travel: `{path, file}` each. Nothing is read before it leaves. */

/** What all of them weigh, in bytes. */
export function weight(files) {
  return files.reduce((sum, { file }) => sum + file.size, 0);
}

/** The bytes from..to of all files; the browser reads them from its disk when they leave. */
export function slice(files, from, to) {
  const pieces = [];
  let start = 0;
  for (const { file } of files) {
    const end = start + file.size;
    if (end > from && start < to) {
      pieces.push(file.slice(Math.max(0, from - start), Math.min(file.size, to - start)));
    }
    start = end;
  }
  return new Blob(pieces);
}
