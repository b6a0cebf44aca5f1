const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKING_DAYS = DAYS.slice(0, 5);
const TIMES = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

/**
 * The hours that a config gives: `{ "hours": "09:00-17:30", "days": ["mon", "fri"], "time_zone": "Europe/Berlin" }`. Read once for a
 * config, so that a mistake is found when the config is, and not by the first request of the morning.
 *
 * @param {Readonly<Record<string, unknown>>} given
 */
export function readHours({ hours = '09:00-17:30', days = WORKING_DAYS, time_zone: timeZone = 'UTC', ...others }) {
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) throw new Error(`"${stranger}" is none of its options: they are hours, days and time_zone`);
  const [, ...parts] = TIMES.exec(String(hours)) ?? [];
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts.map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (parts.length === 0 || from >= to || to > 24 * 60) throw new Error('"hours" must be like "09:00-17:30", within one day');
  if (!Array.isArray(days) || !days.every((day) => DAYS.includes(day))) throw new Error(`"days" must be a list of ${DAYS.join(', ')}`);
  return {
    from,
    to,
    days: /** @type {readonly string[]} */ (days),
    clock: clockOf(timeZone),
    told: `${String(hours)} (${String(timeZone)})`,
  };
}

/** @param {unknown} timeZone */
function clockOf(timeZone) {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: String(timeZone),
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    throw new Error(`"time_zone" must be a zone like "Europe/Berlin", and "${String(timeZone)}" is none`);
  }
}

/** @type {(hours: ReturnType<typeof readHours>, timeMs: number) => boolean} */
export function isWithin({ from, to, days, clock }, timeMs) {
  const { weekday = '', hour, minute } = Object.fromEntries(clock.formatToParts(timeMs).map(({ type, value }) => [type, value]));
  const at = Number(hour) * 60 + Number(minute);
  return days.includes(weekday.toLowerCase()) && from <= at && at < to;
}
