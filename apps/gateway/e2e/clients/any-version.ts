import { objectsIn, type Json } from '../../test/support/stand-ins/json.ts';
import { WireRefusal } from '../../test/support/stand-ins/wire-format.ts';
import { messages } from '../../test/support/stand-ins/messages/index.ts';
import type { Addresses } from '../../test/support/stand-ins/stand-in.ts';

/** Source: the provider's page on versions, 2026-10-21; SDKs of its first major version send the second. */
const VERSIONS = ['2023-06-01', '2026-10-21'];

/** The Messages API in both of its versions, which differ in what they refuse and not in what they say. */
export function inAnyVersion(own: Addresses): Addresses {
  const format = messages({ version: 'none' });
  return own.map(({ path }) => ({
    path,
    format: {
      ...format,
      hear(asked) {
        const version = asked.headers['anthropic-version'] ?? '';
        if (!VERSIONS.includes(version)) throw new WireRefusal(400, refusal(`anthropic-version: "${version}" is not a valid version`));
        const sampling = ['temperature', 'top_p', 'top_k'].find((name) => asked.json[name] !== undefined);
        // Whatever their value. Source: the provider's guide to the migration, 2026-10-21.
        if (version === '2026-10-21' && sampling) throw new WireRefusal(400, refusal(`${sampling}: Extra inputs are not permitted`));
        return format.hear({ ...asked, json: withoutStreamedInput(asked.json) });
      },
    },
  }));
}

const refusal = (message: string) => ({ type: 'error', error: { type: 'invalid_request_error', message } });

/** A tool may ask for its input piece by piece, which changes when it comes and not what. Source: anthropic-sdk-typescript 1.12, 2026-11. */
const withoutStreamedInput = (json: Json): Json =>
  Array.isArray(json['tools'])
    ? { ...json, tools: objectsIn(json['tools']).map(({ eager_input_streaming: _eager, ...tool }) => tool) }
    : json;
