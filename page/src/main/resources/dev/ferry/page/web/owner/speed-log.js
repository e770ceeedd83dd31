/** How many intervals are kept; then two become one. */
const MOST = 120;
const FIRST_NANOS = 500_000_000;

/**
 * The bytes that moved in equal intervals, with what moved up to now added. The peer keeps the same; this one fills the
 * time between two answers of it.
 */
export function addToSpeed(speed, done, now) {
  const log = speed ?? { intervalNanos: FIRST_NANOS, bytes: [] };
  if (log.since === undefined) {
    return { ...log, since: now, counted: done };
  }
  const millis = log.intervalNanos / 1e6;
  const whole = Math.floor((now - log.since) / millis);
  if (whole <= 0) {
    return log;
  }
  const each = Math.max(0, done - log.counted) / whole;
  const bytes = [...log.bytes, ...Array(Math.min(whole, MOST)).fill(each)];
  return shortened({ ...log, bytes, since: log.since + whole * millis, counted: done });
}

function shortened(log) {
  if (log.bytes.length <= MOST) {
    return log;
  }
  const pairs = [];
  for (let i = 0; i < log.bytes.length; i += 2) {
    pairs.push(log.bytes[i] + (log.bytes[i + 1] ?? 0));
  }
  return shortened({ ...log, bytes: pairs, intervalNanos: log.intervalNanos * 2 });
}
