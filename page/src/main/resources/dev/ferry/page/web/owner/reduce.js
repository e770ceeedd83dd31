import { addToSpeed } from './speed-log.js';

/** What the peer is doing after an event, of what it did before. Pure. */
export function reduce(peer, event) {
  switch (event.event) {
    case 'waits':
      return event.asked ? { ...peer, offers: [...without(peer.offers, event.transfer), event.offer] } : peer;
    case 'answered':
    case 'gone':
      return { ...peer, offers: without(peer.offers, event.transfer) };
    case 'near':
      return { ...peer, near: replaced(peer.near, event, nearKey) };
    case 'away':
      return { ...peer, near: peer.near.filter((near) => nearKey(near) !== nearKey(event)) };
    case 'shared':
      return { ...peer, shares: replaced(peer.shares, event, (share) => share.share) };
    case 'unshared':
      return { ...peer, shares: peer.shares.filter((share) => share.share !== event.share) };
    case 'settings':
      return { ...peer, settings: { ...peer.settings, ...event } };
    default:
      return event.transfer ? withTransfer(peer, event) : peer;
  }
}

/** What tells one who is near from another: the key, or the address of who has none. */
export function nearKey(near) {
  return near.fingerprint || near.address;
}

function without(list, id) {
  return list.filter((one) => one.transfer !== id);
}

function replaced(list, fresh, key) {
  const index = list.findIndex((one) => key(one) === key(fresh));
  return index < 0 ? [...list, fresh] : list.with(index, fresh);
}

function withTransfer(peer, event) {
  const before = peer.transfers.get(event.transfer) ?? { transfer: event.transfer, state: 'preparing', done: 0, total: 0, files: 0, began: event.at };
  const after = transferAfter(before, event);
  const ended = event.event === 'ended';
  return {
    ...peer,
    transfers: new Map(peer.transfers).set(event.transfer, after),
    offers: ended ? without(peer.offers, event.transfer) : peer.offers,
    kept: peer.kept.filter((kept) => kept.transfer !== event.transfer),
  };
}

function transferAfter(t, e) {
  switch (e.event) {
    case 'scanning':
      return { ...t, state: 'preparing', scanned: { entries: e.entries, bytes: e.bytes } };
    case 'connected':
      return { ...t, direction: e.direction, peer: e.peer, protocol: e.protocol };
    case 'offered':
      return { ...t, ...said(e), state: 'offered', files: e.files, total: e.bytes, done: 0, message: '', ended: undefined };
    case 'accepted':
      return { ...t, ...said(e), state: 'moving', files: e.files, total: e.bytes, done: e.held ?? 0, message: '', ended: undefined };
    case 'progress':
      return {
        ...t, state: t.state === 'paused' ? 'paused' : 'moving', done: e.done, total: e.total,
        bytesPerSecond: e.bytesPerSecond ?? 0, speed: addToSpeed(t.speed, e.done, Date.parse(e.at)),
      };
    case 'paused':
      return { ...t, state: 'paused', message: e.message, bytesPerSecond: 0 };
    case 'resumed':
      return { ...t, state: 'moving', message: '' };
    case 'publishing':
      return { ...t, state: 'publishing', bytesPerSecond: 0 };
    case 'withdrawn':
      return { ...t, withdrawn: [...(t.withdrawn ?? []), e].slice(-20) };
    case 'text':
      return { ...t, text: e.text, peer: e.peer };
    case 'ended':
      return { ...t, ...said(e), state: 'ended', ended: e, changed: e.at, bytesPerSecond: 0 };
    default:
      return t;
  }
}

/** What most events of a transfer say of it. */
function said(e) {
  return { direction: e.direction, ...(e.peer && { peer: e.peer }), ...(e.protocol && { protocol: e.protocol }), ...(e.title && { title: e.title }) };
}
