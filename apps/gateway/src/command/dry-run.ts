import type { DryRunReport } from '@sluice/contract';
import { SettingsError } from '../settings/environment.ts';
import type { Run } from './command.ts';
import { readDeclared } from './declared-files.ts';
import { gatewayClient } from './gateway-client.ts';
import { parsed } from './replay.ts';
import { onlyWord, text } from './sub-command.ts';

/** `dry-run`: asks a running gateway where requests of its log would go by a draft of a config. */
export const dryRun: Run = async (given) => {
  const path = onlyWord('dry-run', 'a file with a config', given);
  const { options } = given;
  const files = await readDeclared([path]);
  const [file] = files;
  if (!file || files.length > 1) throw new SettingsError(path, 'it must be one file');
  const [filter, limit] = [text(options, 'filter'), text(options, 'limit')];
  const report = await gatewayClient(options).done('POST', '/route/dry-run', {
    config: file.content,
    ...(filter !== undefined && { filter: parsed('--filter', filter) }),
    ...(limit !== undefined && { limit: countIn(limit) }),
  });
  process.stdout.write(options['json'] === true ? `${JSON.stringify(report, null, 2)}\n` : told(report as unknown as DryRunReport));
  return 0;
};

/** @throws SettingsError */
function countIn(said: string): number {
  if (/^\d{1,6}$/.test(said)) return Number(said);
  throw new SettingsError('--limit', `"${said}" is no number`);
}

function told({ judged, moved, moves, targets, cost, not_judged: notJudged }: DryRunReport): string {
  const lines = [
    `${judged} requests looked at: ${moved} would go to somebody else, ${judged - moved} would not.`,
    ...section(
      'From and to',
      moves.map(({ from, to, requests }) => `${String(requests).padStart(6)}  ${who(from)} -> ${who(to)}`),
    ),
    ...section(
      'Asked first',
      targets.map(({ target, requests }) => `${String(requests).padStart(6)}  ${target}`),
    ),
    '',
    `Cost: ${dollars(cost.before)} before, ${dollars(cost.after)} after, ${cost.difference < 0 ? '-' : '+'}${dollars(Math.abs(cost.difference))}${
      cost.unknown > 0 ? `; unknown of ${cost.unknown}` : ''
    }`,
    ...section(
      'Not judged',
      notJudged.map(({ message, requests }) => `${String(requests).padStart(6)}  ${message}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

const who = ({ provider, model }: DryRunReport['moves'][number]['from']) => `${provider ?? 'nobody'} ${model ?? ''}`.trim();

const dollars = (cents: number) => `$${(cents / 100).toFixed(6)}`;
