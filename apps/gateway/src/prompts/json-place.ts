/** Whether JSON text ends within a string, given whether it begins within one. */
export function endsInString(text: string, begunInside: boolean): boolean {
  let inside = begunInside;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (inside && isEscaped(text, at)) continue;
    inside = !inside;
  }
  return inside;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}
