import { Problem, problemOf } from '../both/problem.js';
import { post, remove, at, fetchOwn } from './api.js';
import { store } from './state.js';
import { sendUploaded } from './actions.js';
import { slice, weight } from '../both/payload.js';

/** What travels in one request: small enough to begin again, large enough to be quick. Never held in memory. */
const RANGE = 16 * 1024 * 1024;
const TRIES = 5;

/**
 * Hands files that only this browser has to the peer, which then sends them: one range of bytes, all files end to end, as
 * everywhere in Ferry. It stands among the uploads of the store until it is sent or cancelled.
 */
export async function uploadAndSend(files, request, name) {
  const upload = { key: crypto.randomUUID(), name, files, request, done: 0, total: weight(files), failed: '', stop: new AbortController() };
  show(upload);
  await run(upload);
}

/** Begins an upload that failed once more, from what has arrived. */
export async function tryAgain(upload) {
  upload.failed = '';
  upload.stop = new AbortController();
  show(upload);
  await run(upload);
}

/** Ends an upload; what has arrived is removed. */
export async function cancelUpload(upload) {
  upload.stop.abort();
  hide(upload);
  if (upload.id) {
    await remove(at`/uploads/${upload.id}`).catch(() => {});
  }
}

async function run(upload) {
  try {
    await move(upload);
    const sent = await sendUploaded(upload.id, upload.request);
    if (sent === null) {
      await cancelUpload(upload);
    } else {
      hide(upload);
    }
  } catch (problem) {
    if (!upload.stop.signal.aborted) {
      upload.failed = problem.message;
      show(upload);
    }
  }
}

async function move(upload) {
  let { missing } = upload.id ? await missingOf(upload) : await start(upload);
  for (let failures = 0; missing.length > 0; ) {
    const [from, to] = missing[0];
    try {
      missing = (await putRange(upload, from, Math.min(to, from + RANGE))).missing;
      upload.done = upload.total - missing.reduce((sum, [from, to]) => sum + to - from, 0);
      failures = 0;
      show(upload);
    } catch (problem) {
      if (upload.stop.signal.aborted || ++failures >= TRIES || (problem.status >= 400 && problem.status < 500)) {
        throw problem;
      }
      await pause(500 * 2 ** failures);
    }
  }
}

async function start(upload) {
  const files = upload.files.map(({ path, file }) => ({ path, size: file.size, modified: new Date(file.lastModified).toISOString() }));
  const begun = await post('/uploads', { files });
  upload.id = begun.upload;
  return begun;
}

async function missingOf(upload) {
  const answer = await fetchOwn(at`/uploads/${upload.id}/missing`);
  if (answer.status === 404) {
    return start(upload);
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer.json();
}

async function putRange(upload, from, to) {
  let answer;
  try {
    answer = await fetchOwn(at`/uploads/${upload.id}/payload`, {
      method: 'PUT',
      headers: { Ferry: '1', 'Content-Type': 'application/octet-stream', 'Content-Range': `bytes ${from}-${to - 1}/${upload.total}` },
      body: slice(upload.files, from, to),
      signal: upload.stop.signal,
    });
  } catch {
    throw new Problem(0, 'The upload broke off: Ferry does not answer, or a file changed or is gone.', 'unreachable');
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer.json();
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function show(upload) {
  store.uploads = new Map(store.uploads).set(upload.key, { ...upload, self: upload });
  store.changed();
}

function hide(upload) {
  const left = new Map(store.uploads);
  left.delete(upload.key);
  store.uploads = left;
  store.changed();
}
