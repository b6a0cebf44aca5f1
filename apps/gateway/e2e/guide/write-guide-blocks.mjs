// Writes guide-blocks.json: what each call of the hosted guide looks like, as a hash, because the guide itself is not ours to copy.
// node apps/gateway/e2e/guide/write-guide-blocks.mjs [path of groq-guide.md]
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const beside = new URL('../../../../../shared/spec/groq-guide.md', import.meta.url);
const guide = readFileSync(process.argv[2] ?? process.env.SLUICE_SPEC ?? beside, 'utf8');

const blocks = [...guide.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)]
  // "Not supported" stands where a client has no such call.
  .filter(([, , code]) => !/^(#|\/\/) Not supported$/.test(code.trim()))
  .map(([, info, code]) => ({ info, sha256: createHash('sha256').update(code).digest('hex') }));

writeFileSync(new URL('guide-blocks.json', import.meta.url), `${JSON.stringify(blocks, null, 2)}\n`);
console.log(`${blocks.length} calls`);
