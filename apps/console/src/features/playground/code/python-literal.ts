const STEP = '    ';

/** A value of JSON as Python writes it. @param indent What stands before its lines, the first one left out. */
export function pythonLiteral(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  // JSON's escapes are Python's, and so are its numbers.
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = indent + STEP;
  if (Array.isArray(value))
    return braced(
      '[',
      ']',
      value.map((item) => pythonLiteral(item, inner)),
      indent,
    );
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${pythonLiteral(member, inner)}`);
  return braced('{', '}', members, indent);
}

function braced(open: string, close: string, items: readonly string[], indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}${STEP}${item},`).join('\n')}\n${indent}${close}`;
}
