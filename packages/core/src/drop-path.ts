import type { JsonObject } from '@sluice/provider-sdk';

/**
 * Takes a member out by its dotted path; `[*]` behind a name means every item of that list:
 * `metadata.internal`, `messages[*].name`. A path that leads nowhere is no error.
 */
export function dropPath(body: JsonObject, path: string): void {
  drop([body], path.split('.'));
}

function drop(objects: readonly JsonObject[], [step, ...rest]: readonly string[]): void {
  if (step === undefined) return;
  const name = step.endsWith('[*]') ? step.slice(0, -3) : step;
  for (const object of objects) {
    if (rest.length === 0) object.drop(name);
    else if (name === step)
      drop(
        [object.object(name)].filter((child) => child !== undefined),
        rest,
      );
    else drop(object.array(name)?.objects() ?? [], rest);
  }
}
