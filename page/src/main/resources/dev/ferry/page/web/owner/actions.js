import { post, at } from './api.js';
import { store } from './state.js';
import { shown } from '../both/names.js';
import { askPin } from './pin-dialog.js';
import { confirm } from './confirm-dialog.js';

/** Begins a transfer; asks for what is missing on the way. Gives its id, or null if the person would not. */
export async function begin(request) {
  const begun = await asking(request, (body) => post('/transfers', body));
  if (begun) {
    remember(begun.transfer, request);
  }
  return begun?.transfer ?? null;
}

/** Lets a transfer go on, under its own id. */
export async function goOn(id) {
  const begun = await asking({}, (body) => post(at`/transfers/${id}/resume`, body));
  if (begun) {
    store.drop(id);
  }
  return begun?.transfer ?? null;
}

/** Throws away what is kept of a transfer that a part shows, if the person agrees. */
export async function discard(part, id, name) {
  if (await confirm('Discard this transfer?', `What is kept of ${name} is thrown away. It would have to begin anew.`, 'Discard', true)) {
    await part.act(async () => {
      await post(at`/transfers/${id}/cancel`);
      store.drop(id);
      if (store.peer.transfers.has(id)) {
        await store.refresh(id);
      }
    });
  }
}

/** Sends what the browser has uploaded before. */
export async function sendUploaded(upload, request) {
  const begun = await asking(request, (body) => post(at`/uploads/${upload}/done`, body));
  return begun?.transfer ?? null;
}

/** Repeats a request with what the peer asks for: a PIN, or a yes to going without encryption. */
export async function asking(request, send) {
  let body = request;
  for (;;) {
    try {
      return await send(body);
    } catch (problem) {
      const more = await answerTo(problem, body);
      if (!more) {
        return null;
      }
      body = { ...body, ...more };
    }
  }
}

async function answerTo(problem, body) {
  if (problem.more?.pin) {
    const pin = await askPin(problem.more.pin === 'wrong', problem.message);
    return pin && { pin };
  }
  if (problem.more?.plain && body.to) {
    const words = `${shown(problem.message)} Everybody on the network could read and change what you send.`;
    return (await confirm('Send without encryption?', words, 'Send all the same', true)) && { to: `http://${body.to}` };
  }
  throw problem;
}

/** So that it can be begun once more, if it fails. */
function remember(id, request) {
  store.begun.set(id, request);
  if (store.begun.size > 100) {
    store.begun.delete(store.begun.keys().next().value);
  }
}
