import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminMeans } from '../../src/admin/means.ts';
import type { AdminRoute } from '../../src/admin/route.ts';
import { adminRoutes } from '../../src/admin/routes.ts';
import { pathOf } from '../../src/docs/api/admin/operation.ts';
import { call } from '../support/call.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { declaredType, keptKeys, type Described } from './support/declared-type.ts';
import { repositoryRoot } from './support/pages.ts';
import { run } from './support/run-block.ts';

const COMPILING_MS = 120_000;

// Declarations look at none of their means; handlers do.
const routes = adminRoutes({} as AdminMeans);

const addressOf = (route: AdminRoute) => `${route.method} ${pathOf(route)}`;

const PROLOGUE = `import type { AdminApi, Refusal } from '@sluice/contract';
type Open = any;
type Any<T> = 0 extends 1 & T ? true : false;
type Names<T> = keyof { [K in keyof T as string extends K ? never : K]: 1 } & string;
declare const UNLISTED: unique symbol;
/** Whether it is for nobody to list the members of a thing. */
type IsOpen<T> = typeof UNLISTED extends keyof T ? true : string extends keyof T ? ([Names<T>] extends [never] ? true : false) : false;
type Inner<T> = T extends readonly unknown[] ? never : T extends object ? T : never;
/** The places of members that the one has and the other has not. */
type Missing<Has, Other, Place extends string> =
  Any<Has> extends true ? never : Any<Other> extends true ? never :
  unknown extends Has ? never : unknown extends Other ? never :
  Has extends readonly (infer Item)[]
    ? (Other extends readonly (infer OtherItem)[] ? Missing<Item, OtherItem, \`\${Place}[]\`> : never)
    : Has extends object
      ? { [K in Names<Has>]: IsOpen<Inner<Other>> extends true ? never
          : K extends Names<Inner<Other>>
            ? Missing<Exclude<Has[K], undefined | null>, Exclude<Inner<Other>[K], undefined | null>, \`\${Place}.\${K}\`>
            : \`\${Place}.\${K}\` }[Names<Has>]
      : never;
`;

/** Checks in TypeScript of everything that one part of an address takes or answers. */
function checksOf(route: AdminRoute, part: 'query' | 'body' | 'reply', number: number): readonly string[] {
  const schema = route[part];
  const told = `AdminApi[${JSON.stringify(addressOf(route))}]`;
  const described = schema?.describe() as Described | undefined;
  const isTaken = described !== undefined && (part === 'reply' || keptKeys(described).length > 0);
  if (!described || !isTaken) return [`export const none_${part}_${number}: '${part}' extends keyof ${told} ? true : false = false;`];
  const name = `${part}_${number}`;
  const place = `${addressOf(route)} ${part}`;
  const isReply = part === 'reply';
  // Of a list it is declared how one thing looks alone, too.
  const isList = isReply && keptKeys(described).some(([key]) => key === 'data');
  return [
    `type Declared_${name} = ${declaredType(described, { isReply, withOptional: true })};`,
    `type Sure_${name} = ${declaredType(described, { isReply, withOptional: !isList })};`,
    isReply
      ? `export const fits_${name} = (declared: Declared_${name}): ${told}['${part}'] => declared;`
      : `export const fits_${name} = (told: ${told}['${part}']): Declared_${name} => told;`,
    `export const lacks_${name} = (missing: Missing<Sure_${name}, ${told}['${part}'], '${place}'>): never => missing;`,
    `export const adds_${name} = (more: Missing<${told}['${part}'], Declared_${name}, '${place}'>): never => more;`,
  ];
}

/** What the compiler says of a text, a line for each complaint. */
async function complaintsOf(text: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  try {
    writeFileSync(join(folder, 'checks.mts'), text);
    const paths = { '@sluice/contract': [join(repositoryRoot, 'packages/contract/src/index.ts')] };
    const compilerOptions = {
      noEmit: true,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
      types: [],
      rootDir: '/',
      paths,
    };
    const config = { extends: join(repositoryRoot, 'tsconfig.base.json'), compilerOptions, include: ['checks.mts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    const { output } = await run(process.execPath, [compiler, '-p', folder], { folder, environment: {} }, COMPILING_MS);
    return output.split('\n').filter((line) => line.trim() !== '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the types of @sluice/contract', () => {
  let gateway: InProcess;
  beforeAll(async () => {
    gateway = await startInProcess();
  });
  afterAll(() => gateway?.stop());

  it(
    'say of every address what its schemas say, and of no other',
    async () => {
      const addresses = Object.fromEntries(routes.map((route) => [addressOf(route), true]));
      const checks = routes.flatMap((route, number) =>
        (['query', 'body', 'reply'] as const).flatMap((part) => checksOf(route, part, number)),
      );

      const complaints = await complaintsOf(
        [PROLOGUE, `export const all: Readonly<Record<keyof AdminApi, true>> = ${JSON.stringify(addresses)};`, ...checks].join('\n'),
      );

      expect(complaints).toEqual([]);
    },
    COMPILING_MS,
  );

  it(
    'say how the admin API says no',
    async () => {
      const { status, json } = await call(`${gateway.url}/v1/admin/aliases`, {
        method: 'POST',
        headers: { 'x-portkey-api-key': ADMIN_KEY },
        body: { provider: 7, colour: 'blue' },
      });

      const complaints = await complaintsOf(`${PROLOGUE}export const refusal: Refusal = ${JSON.stringify(json)};`);

      expect(status).toBe(400);
      expect(complaints).toEqual([]);
    },
    COMPILING_MS,
  );
});
