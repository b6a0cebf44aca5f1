import type { Json } from '@sluice/provider-sdk';
import { cannot, compact, isJson, jsonIn } from '@sluice/provider-sdk/chat';
import { camelCase } from './camel-case.ts';
import type { HostTraits } from './host.ts';

/** Members of a request that Gemini's users put beside chat's own, in either spelling. Source: js-genai, 2026-08-21. */
const TOP: ReadonlySet<string> = new Set(['safetySettings', 'cachedContent', 'modelArmorConfig']);
const CONFIG: ReadonlySet<string> = new Set([
  'audioTimestamp',
  'enableAffectiveDialog',
  'enableEnhancedCivicAnswers',
  'imageConfig',
  'mediaResolution',
  'modelSelectionConfig',
  'responseJsonSchema',
  'responseMimeType',
  'responseModalities',
  'responseSchema',
  'routingConfig',
  'speechConfig',
  'thinkingConfig',
]);

/** Whole groups of members, to be laid over what a codec wrote. */
export interface PassedOn {
  readonly top: Json;
  readonly generationConfig: Json;
  readonly toolConfig: Json;
}

/** What of the rest of a chat call Gemini knows. */
export function passedOn(rest: Json, host: HostTraits): PassedOn {
  if (isJson(rest['web_search_options'])) throw cannot('web_search_options', 'ask for it by the tool {"type":"google_search"}');
  // OpenAI's clients spread `extra_body` themselves; a second one inside it is what Google's guide shows.
  const google = jsonIn(jsonIn(rest['extra_body'])?.['google']) ?? jsonIn(rest['google']) ?? {};
  const given = camelled({ ...rest, ...google });
  const own = (names: ReadonlySet<string>) => Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
  return {
    top: { ...own(TOP), ...(host.labels && compact({ labels: jsonIn(given['labels']) })) },
    generationConfig: { ...own(CONFIG), ...camelled(jsonIn(given['generationConfig']) ?? {}) },
    toolConfig: camelled(jsonIn(given['toolConfig']) ?? {}),
  };
}

const camelled = (members: Json): Json => Object.fromEntries(Object.entries(members).map(([name, value]) => [camelCase(name), value]));
