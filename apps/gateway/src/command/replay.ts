import type { ComparisonView, Replay } from '@sluice/contract';
import { existsSync } from 'node:fs';
import { SettingsError } from '../settings/environment.ts';
import type { Run } from './command.ts';
import { readDeclared } from './declared-files.ts';
import { gatewayClient } from './gateway-client.ts';
import { onlyWord, text } from './sub-command.ts';

/** `replay`: has a running gateway send a request of its log again, and says how both answers differ. */
export const replay: Run = async (given) => {
  const id = onlyWord('replay', 'the id of a request', given);
  const { options } = given;
  const metadata = text(options, 'metadata');
  const reply = await gatewayClient(options).done('POST', `/logs/${encodeURIComponent(id)}/replay`, {
    ...(await configFrom(text(options, 'config'))),
    ...(metadata !== undefined && { metadata: parsed('--metadata', metadata) }),
    ...(options['stream'] === true && { stream: true }),
  });
  process.stdout.write(options['json'] === true ? `${JSON.stringify(reply, null, 2)}\n` : told(reply as unknown as Replay));
  return 0;
};

/** A config as it is written, from a file, or by its slug. */
async function configFrom(said: string | undefined): Promise<{ readonly config?: unknown }> {
  if (said === undefined) return {};
  if (said.trim().startsWith('{')) return { config: parsed('--config', said) };
  if (!existsSync(said)) return { config: said };
  const [file] = await readDeclared([said]);
  return { config: file!.content };
}

export function parsed(place: string, said: string): unknown {
  try {
    return JSON.parse(said) as unknown;
  } catch (error) {
    throw new SettingsError(place, `it is not JSON: ${(error as Error).message}`);
  }
}

const told = ({ id, status, body, comparison }: Replay): string =>
  [
    `${id} answered ${status}`,
    '',
    typeof body === 'string' ? body : JSON.stringify(body, null, 2),
    '',
    ...table(comparison).map(([name, ...values]) => [name!.padEnd(14), ...values.map((value) => value.padEnd(12))].join('').trimEnd()),
    '',
  ].join('\n');

function table({ status, cost, latency, first_token: firstToken, ...same }: ComparisonView): readonly (readonly string[])[] {
  const { text_equal: texts, tool_calls_equal: tools, schema_valid: fits } = same;
  return [
    ['', 'original', 'replay'],
    ['status', String(status.original), String(status.other)],
    ['cost', money(cost.original), money(cost.other)],
    ['latency', duration(latency.original), duration(latency.other)],
    ['first token', duration(firstToken.original), duration(firstToken.other)],
    ['fits schema', verdict(fits.original), verdict(fits.other)],
    ['same text', verdict(texts)],
    ['same tools', verdict(tools)],
  ];
}

const money = (cents: number | null) => (cents === null ? 'unknown' : `$${(cents / 100).toFixed(6)}`);

const duration = (ms: number | null) => (ms === null ? '-' : `${Math.round(ms)} ms`);

const verdict = (is: boolean | null) => (is === null ? '-' : is ? 'yes' : 'no');
