/** What every system has to take of it. W3C Baggage, section 3.3. */
const MOST_MEMBERS = 64;

/** What a request carries for whoever it passes, by name: W3C Baggage, `name=value;property, name=value`. What cannot be read is left out. */
export const readBaggage = (header: string): (readonly [string, string])[] =>
  header
    .split(',', MOST_MEMBERS)
    .map((member) => {
      const pair = member.split(';', 1)[0]!;
      const equals = pair.indexOf('=');
      return [pair.slice(0, Math.max(equals, 0)).trim(), decoded(pair.slice(equals + 1).trim())] as const;
    })
    .filter(([name, value]) => name !== '' && value !== '');

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not as the standard says, and still what somebody meant.
    return value;
  }
}
