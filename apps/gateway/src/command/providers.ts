import { prepare } from '../prepare.ts';

/** Lists the providers that a start would load, with what each can do. */
export async function providers(): Promise<number> {
  const prepared = await prepare(process.env, process.cwd());
  for (const { id, name, stability, operations } of prepared.providers) {
    process.stdout.write(`${id.padEnd(20)} ${name.padEnd(20)} ${stability.padEnd(8)} ${Object.keys(operations).join(' ')}\n`);
  }
  return 0;
}
