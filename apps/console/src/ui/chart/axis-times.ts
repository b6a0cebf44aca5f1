const DAY_S = 86_400;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/**
 * What stands below the lines of an axis of time: `18:00`, and below it `22 Nov` where that day is named first.
 *
 * @param at Seconds since the epoch, ascending.
 * @param apart Seconds between two.
 */
export function axisTimes(at: readonly number[], apart: number): string[] {
  return at.map((moment, index) => {
    const day = dayOf(moment);
    if (apart >= DAY_S) return day;
    const before = at[index - 1];
    const time = clock.format(moment * 1_000);
    return before !== undefined && dayOf(before) === day ? time : `${time}\n${day}`;
  });
}

const dayOf = (at: number) => date.format(at * 1_000);
