import { addPrefix } from './add-prefix.ts';
import { allowedRequestTypes } from './allowed-request-types.ts';
import type { CheckKind } from './check-kind.ts';
import { containsCode } from './contains-code.ts';
import { contains } from './contains.ts';
import { jsonKeys } from './json-keys.ts';
import { jsonSchema } from './json-schema.ts';
import { jwt } from './jwt.ts';
import { log } from './log.ts';
import { modelRules, modelWhitelist } from './model-rules.ts';
import { regexMatch } from './regex-match.ts';
import { regexReplace } from './regex-replace.ts';
import { requiredMetadataKeys } from './required-metadata-keys.ts';
import { characterCount, sentenceCount, wordCount } from './text-counts.ts';
import { alllowercase, alluppercase, endsWith, notNull } from './text-shape.ts';
import { validUrls } from './valid-urls.ts';
import { webhook } from './webhook.ts';

const KINDS: readonly CheckKind[] = [
  addPrefix,
  alllowercase,
  allowedRequestTypes,
  alluppercase,
  characterCount,
  contains,
  containsCode,
  endsWith,
  jsonKeys,
  jsonSchema,
  jwt,
  log,
  modelRules,
  modelWhitelist,
  notNull,
  regexMatch,
  regexReplace,
  requiredMetadataKeys,
  sentenceCount,
  validUrls,
  webhook,
  wordCount,
];

const BY_ID: ReadonlyMap<string, CheckKind> = new Map(KINDS.map((kind) => [kind.id.toLowerCase(), kind]));

/** Every check there is, by the ids that configs use. */
export const CHECK_IDS: readonly string[] = KINDS.map(({ id }) => id);

/** The check of an id, whose case does not matter: the wire's manifest and its code spell some differently. */
export const checkOf = (id: string): CheckKind | undefined => BY_ID.get(id.toLowerCase());
