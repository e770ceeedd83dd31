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

/** Those that are near, with what is known of their keys now. */
export function withStandings(near, peers) {
  const known = new Map(peers.map((peer) => [peer.fingerprint, peer.standing]));
  return near.map((one) => {
    const before = one.standing === 'known' || one.standing === 'trusted' ? 'unknown' : one.standing;
    return { ...one, standing: known.get(one.fingerprint) ?? before };
  });
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
  return {
    ...peer,
    transfers: new Map(peer.transfers).set(event.transfer, transferAfter(before, event)),
    offers: event.event === 'ended' ? without(peer.offers, event.transfer) : peer.offers,
    kept: peer.kept.filter((kept) => kept.transfer !== event.transfer),
  };
}

/** What only events say, and what must be seen at once. For the rest the peer is asked, which alone knows in what state a transfer is. */
function transferAfter(t, e) {
  switch (e.event) {
    case 'scanning':
      return { ...t, scanned: { entries: e.entries, bytes: e.bytes } };
    case 'connected':
      return { ...t, direction: e.direction, peer: e.peer, protocol: e.protocol };
    case 'progress':
      return { ...t, done: e.done, total: e.total, bytesPerSecond: e.bytesPerSecond ?? 0 };
    case 'withdrawn':
      return { ...t, withdrawn: [...(t.withdrawn ?? []), e].slice(-20) };
    case 'text':
      return { ...t, text: e.text, peer: e.peer };
    case 'ended':
      return { ...t, direction: e.direction, state: 'ended', ended: e, changed: e.at, bytesPerSecond: 0 };
    default:
      return t;
  }
}

/** A transfer as the peer says it is, and what only events have said of it. */
export function withAnswer({ scanned, withdrawn, text } = {}, answer) {
  return { scanned, withdrawn, text, ...answer };
}
