import { prepare } from '../prepare.ts';

/** Lists the providers that a start would load, with what each can do, and the plugins that it would leave out. */
export async function providers(): Promise<number> {
  const { plugins } = await prepare(process.env, process.cwd());
  for (const { id, name, stability, operations } of plugins.providers)
    process.stdout.write(`${id.padEnd(20)} ${name.padEnd(20)} ${stability.padEnd(8)} ${Object.keys(operations).join(' ')}\n`);
  for (const { name, namedIn, reason } of plugins.failed)
    process.stderr.write(`sluice: ${namedIn}: "${name}" could not be loaded (${reason})\n`);
  return plugins.failed.length === 0 ? 0 : 1;
}
