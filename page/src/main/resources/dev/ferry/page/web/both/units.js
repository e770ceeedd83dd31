/** Numbers as a person reads them, by the rules of the terminal (Units in Java): decimal units, three digits. */

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `1.23 GB` */
export function bytes(count) {
  if (count < 1000) {
    return `${Math.round(count)} B`;
  }
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < BYTES.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${BYTES[unit]}`;
}

/** `112 MB/s` */
export function speed(bytesPerSecond) {
  return `${bytes(Math.round(bytesPerSecond))}/s`;
}

/** `3 min 05 s` */
export function seconds(whole) {
  const s = Math.max(0, Math.round(whole));
  const minutes = Math.floor(s / 60);
  const hours = Math.floor(minutes / 60);
  const two = (n) => String(n).padStart(2, '0');
  if (minutes === 0) {
    return `${s} s`;
  }
  if (hours === 0) {
    return `${minutes} min ${two(s % 60)} s`;
  }
  return hours < 48 ? `${hours} h ${two(minutes % 60)} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A duration in nanoseconds: `0.42 s`, `25 s`. */
export function duration(nanos) {
  const s = nanos / 1e9;
  return s < 9.95 ? `${s.toFixed(s < 0.995 ? 2 : 1)} s` : seconds(s);
}

/** A short time in nanoseconds, down to microseconds: `85 µs`, `0.41 ms`, `12 ms`. */
export function shortTime(nanos) {
  const millis = nanos / 1e6;
  if (nanos < 100_000) {
    return `${Math.round(nanos / 1e3)} µs`;
  }
  return millis < 995 ? `${millis.toFixed(millis < 0.995 ? 2 : millis < 9.95 ? 1 : 0)} ms` : duration(nanos);
}

/** `1,234,567` */
export function number(n) {
  return Math.round(n).toLocaleString('en');
}

/** `1 file`, `1,234 files`, `2 entries` */
export function count(n, noun) {
  const many = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number(n)} ${n === 1 ? noun : many}`;
}

/** How much of `total` is `done`, in whole percent; 100 only when all is. */
export function percent(done, total) {
  return done >= total ? 100 : Math.min(99, Math.floor((100 * Math.max(0, done)) / total));
}

/** A moment, as near as it matters: `14:05` today, `Tue 14:05` this week, `3 Nov 2026` before. */
export function moment(iso, now = new Date()) {
  const then = new Date(iso);
  const time = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === now.toDateString()) {
    return time;
  }
  const days = (now - then) / 86_400_000;
  return days < 6
    ? `${then.toLocaleDateString('en-GB', { weekday: 'short' })} ${time}`
    : then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** How long from now: `in 2 h 05 min`; `over` when it is past. */
export function until(iso, now = new Date()) {
  const left = (new Date(iso) - now) / 1000;
  return left <= 0 ? 'over' : `in ${seconds(left)}`;
}
