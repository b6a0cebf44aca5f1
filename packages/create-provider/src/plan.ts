import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Kind } from './kind.ts';
import { nameFlaw } from './package-name.ts';
import { Refusal } from './refusal.ts';

/** What somebody asks for; what is left out is made of what is there. */
export interface Wanted {
  /** A folder, which is made; or a name with a scope, `@acme/my-provider`, whose second half is the folder. */
  readonly target: string;
  /** Default: `openai`. */
  readonly kind?: Kind | undefined;
  /** A provider's slug, a strategy's mode, a check's id. Default: made of the package's name. */
  readonly id?: string | undefined;
  /** For people: `My Provider`. Default: made of the id. */
  readonly name?: string | undefined;
  /** A provider's address. Default: one that nobody has, to be replaced. */
  readonly baseURL?: string | undefined;
  /** Who holds the copyright. Default: `Your Name`, to be replaced. */
  readonly author?: string | undefined;
}

/** A package that can be written. */
export interface Plan {
  readonly folder: string;
  readonly packageName: string;
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly baseURL: string;
  readonly author: string;
}

/** The forms that gateways take; they say the same when a plugin is loaded. */
const ID: Readonly<Record<Kind, readonly [form: RegExp, words: string]>> = {
  openai: [/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits with dashes between: my-provider'],
  own: [/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits with dashes between: my-provider'],
  strategy: [/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'a mode is lower-case letters and digits with dashes or underscores between: my-strategy'],
  check: [/^[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9_.-]*$/, 'the id of a check is its maker, a dot and its name: acme.my-check'],
};

/** Quotes and the like would end the texts that it is put into. */
const PLAIN = /^[^'"`\\$<>\p{C}]{1,80}$/u;

/** What stands for an author whom nobody has named; the README asks to replace it. */
export const NOBODY = 'Your Name';

/**
 * Fills in what was left out.
 *
 * @throws Refusal
 */
export function planFor({ target, kind = 'openai', author, ...given }: Wanted, cwd: string): Plan {
  const scoped = /^@[^/\\]+[/\\]([^/\\]+)$/.exec(target);
  const folder = resolve(cwd, scoped?.[1] ?? target);
  const packageName = scoped ? target.replace('\\', '/') : basename(folder);
  const flaw = nameFlaw(packageName);
  if (flaw !== undefined) throw new Refusal(`npm takes no package called "${packageName}": ${flaw}`);
  const id = given.id ?? idOf(packageName, kind);
  const [form, words] = ID[kind];
  if (!form.test(id)) throw new Refusal(`"${id}" cannot be its id: ${words}`);
  const name = given.name ?? nameOf(id);
  if (!PLAIN.test(name)) throw new Refusal(`"${name}" cannot be its name: 80 letters at most, and no quotes, brackets or backslashes`);
  refuseTaken(folder);
  return {
    folder,
    packageName,
    kind,
    id,
    name,
    baseURL: addressOf(given.baseURL, id, kind),
    author: author !== undefined && PLAIN.test(author) ? author : NOBODY,
  };
}

/** `@acme/sluice-provider-inhouse` is `inhouse`; as a check `acme.inhouse`. */
function idOf(packageName: string, kind: Kind): string {
  const [name = '', scope = 'own'] = packageName.replace('@', '').split('/').toReversed();
  const slug = slugOf(name.replace(/^(?:sluice-)?(?:provider-|strategy-|check-)?(?=.)/, ''));
  return kind === 'check' ? `${slugOf(scope)}.${slug}` : slug;
}

const slugOf = (text: string) => text.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'my-provider';

/** `my-provider` is `My Provider`. */
const nameOf = (id: string) => id.replaceAll(/[-_.]+/g, ' ').replaceAll(/(?:^| )./g, (letter) => letter.toUpperCase());

function addressOf(given: string | undefined, id: string, kind: Kind): string {
  if (given === undefined) return `https://api.${id}.example${kind === 'openai' ? '/v1' : ''}`;
  if (!URL.canParse(given) || !/^https?:\/\/[^'"`\\$<>\s?#]+$/.test(given))
    throw new Refusal(`"${given}" cannot be its address: it begins with http:// or https:// and has neither query nor quotes`);
  return given.replace(/\/+$/, '');
}

/** A folder that is only under version control is as good as empty. */
function refuseTaken(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new Refusal(`${folder} is a file; name a folder that is empty or not there`);
  const [first] = readdirSync(folder).filter((name) => name !== '.git');
  if (first !== undefined) throw new Refusal(`${folder} is not empty (there is ${first}); name a folder that is empty or not there`);
}
