import type { JsonObject } from '@sluice/provider-sdk';

/**
 * Takes a member out by its dotted path; `[*]` behind a name means every item of that list:
 * `metadata.internal`, `messages[*].name`. A path that leads nowhere is no error.
 */
export function dropPath(body: JsonObject, path: string): void {
  drop(body, path.split('.'));
}

function drop(object: JsonObject, [step, ...rest]: readonly string[]): void {
  if (step === undefined) return;
  const name = step.endsWith('[*]') ? step.slice(0, -3) : step;
  if (rest.length === 0) object.drop(name);
  else if (name !== step) object.array(name)?.eachObject((item) => drop(item, rest));
  else {
    const child = object.object(name);
    if (child) drop(child, rest);
  }
}
