/**
 * The same value, with all that is in it made unchangeable: a plugin that changes what it was given meets an error
 * of its own, and nobody else a changed request. Not by recursion, since a request may nest deeper than a stack. Bytes
 * cannot be frozen, and are left as they are.
 */
export function frozen<Value>(value: Value): Value {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next) || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const member of Object.values(next)) left.push(member);
  }
  return value;
}
