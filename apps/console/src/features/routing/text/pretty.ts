/** Columns: what fits is written on one line, as people write configs. */
const WIDTH = 72;

/** A value as JSON that is pleasant to read: short lists and objects on one line, all others on lines of their own. */
export const pretty = (value: unknown): string => written(value, '', 0) ?? 'null';

/** @param before Characters that stand on the line already. */
function written(value: unknown, indent: string, before: number): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = oneLine(value);
  if (indent.length + before + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return block(
      '[',
      value.map((each) => written(each, inner, 0) ?? 'null'),
      ']',
      indent,
    );
  const members = Object.entries(value).flatMap(([name, member]) => {
    const said = `${JSON.stringify(name)}: `;
    const text = written(member, inner, said.length);
    return text === undefined ? [] : [said + text];
  });
  return block('{', members, '}', indent);
}

const block = (open: string, lines: readonly string[], close: string, indent: string) =>
  `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0 ? '{}' : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`).join(', ')} }`;
}
