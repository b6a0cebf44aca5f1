const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const year = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** `14:03:22`, `Yesterday 14:03:22`, `3 Nov 14:03:22`: exact, and as short as the day allows. Both are milliseconds since the epoch. */
export function whenOf(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  const time = clock.format(then);
  if (then.toDateString() === today.toDateString()) return time;
  const before = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (then.toDateString() === before.toDateString()) return `Yesterday ${time}`;
  return `${(then.getFullYear() === today.getFullYear() ? day : year).format(then)} ${time}`;
}
