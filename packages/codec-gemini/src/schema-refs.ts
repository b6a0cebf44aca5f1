import type { Json } from '@sluice/provider-sdk';
import { cannot, isJson } from '@sluice/provider-sdk/chat';

/**
 * Looks up what `$ref` stands for, within one document.
 *
 * `within` are the addresses that are being spelled out just now: one of them again would never end.
 */
export function resolveRef(
  root: Json,
  ref: unknown,
  within: readonly string[],
  path: string,
): { readonly schema: Json; readonly within: readonly string[] } {
  if (typeof ref !== 'string' || !(ref === '#' || ref.startsWith('#/'))) throw cannot(`${path}.$ref`, 'must point into the same schema');
  if (within.includes(ref)) throw cannot(`${path}.$ref`, `this model takes no schema that holds itself (${ref})`);
  let found: unknown = root;
  for (const step of ref.split('/').slice(1)) {
    const name = unescaped(step);
    found = Array.isArray(found)
      ? (found as readonly unknown[])[Number(name)]
      : isJson(found) && Object.hasOwn(found, name)
        ? found[name]
        : undefined;
  }
  if (!isJson(found)) throw cannot(`${path}.$ref`, `nothing stands at ${ref}`);
  return { schema: found, within: [...within, ref] };
}

/** A step of a JSON Pointer in a URI fragment (RFC 6901). */
function unescaped(step: string): string {
  const decoded = /%(?![0-9a-f]{2})/i.test(step) ? step : decodeURIComponentSafely(step);
  return decoded.replaceAll('~1', '/').replaceAll('~0', '~');
}

function decodeURIComponentSafely(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    // Not UTF-8: then it is meant as it stands.
    return step;
  }
}
