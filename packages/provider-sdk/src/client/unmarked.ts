import type { Json } from '../codec.ts';
import { withLongNumbers } from '../json/index.ts';

/** JSON with the numbers that were marked in it as they were: whole in the arguments of a call, and elsewhere as near as JavaScript has them. */
export function unmarked(json: Json): Json {
  const text = JSON.stringify(json);
  const whole = withLongNumbers(text);
  return whole === text ? json : (JSON.parse(whole) as Json);
}
