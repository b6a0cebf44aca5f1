import { FaultError, type Answer, type Codec, type Json } from '@sluice/provider-sdk';
import { compact, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** `GET /parley/v2/engines`: `{"engines": [{"engine", "since"}]}`. */
export const modelsCodec: Codec = {
  request: () => ({ method: 'GET', path: '/parley/v2/engines', body: {} }),
  reply: readEngines,
};

function readEngines({ json }: Answer): Json {
  const engines = jsonIn(json)?.['engines'];
  if (!Array.isArray(engines)) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no list of "engines"' });
  return { object: 'list', data: listIn(engines).flatMap((engine) => readEngine(jsonIn(engine))) };
}

function readEngine(engine: Json | undefined): readonly Json[] {
  const id = textIn(engine?.['engine']);
  return id === undefined
    ? []
    : [{ id, object: 'model', owned_by: 'parley', ...compact({ created: secondsOf(textIn(engine?.['since'])) }) }];
}

/** A day as seconds since 1970; undefined for what is no day. */
function secondsOf(day: string | undefined): number | undefined {
  const ms = Date.parse(day ?? '');
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
