import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { shippedAdapters } from '../support/adapters.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** Where no provider may be known: all but its own package. */
const ELSEWHERE = [
  'apps/gateway/src',
  'packages/core/src',
  'packages/provider-sdk/src',
  'packages/codec-messages/src',
  'packages/codec-responses/src',
  'packages/codec-gemini/src',
];

/** Names of wire formats, of modules about them, and of the gateway's own: no vendor is meant by them. */
const FORMATS =
  /openai-(?:chat|completions|embeddings|moderations|responses|images|image-edits|image-variations|speech|transcriptions|translations|models|realtime)|anthropic-(?:messages|count-tokens)|openai-compatible|provider-sdk\/openai|openai\/|-openai-|strict[-_]open[-_]ai|mock|\/anthropic-/g;

const adapters = await shippedAdapters();
/** Providers of the gateway's own, called by words of its own. */
const OWN: ReadonlySet<string> = new Set(['mock', 'cassette']);

const slugs = adapters.flatMap(({ id, aliases }) => [id, ...aliases]).filter((slug) => slug.length > 3 && !OWN.has(slug));

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.|\.support\./.test(file))
    .map((file) => join(ROOT, folder, file));
}

/** The strings of a source file: comments may well say where a fact comes from. */
const stringsIn = (text: string): string[] => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
};

/** Words that are a vendor's and mean something else: hosts that no caller may reach, the member of the wire format that holds a thought signature, and where people move from. */
const ALLOWED: ReadonlySet<string> = new Set([
  'metadata.google.internal',
  'metadata.azure.internal',
  'google',
  'https://api.portkey.ai/v1',
]);

describe('the names of providers', () => {
  it('stand in their own packages and nowhere else', () => {
    const found = ELSEWHERE.flatMap(sources).flatMap((file) =>
      stringsIn(readFileSync(file, 'utf8'))
        // What has spaces in it is said to people.
        .filter((text) => !/\s/.test(text) && !ALLOWED.has(text))
        .map((text) => text.replaceAll(FORMATS, ''))
        .flatMap((text) =>
          slugs
            .filter((slug) => new RegExp(`(?<![\\w-])${slug}(?![\\w-])`, 'i').test(text))
            .map((slug) => `${relative(ROOT, file)}: ${slug} in "${text}"`),
        ),
    );

    expect(found).toEqual([]);
  });
});
