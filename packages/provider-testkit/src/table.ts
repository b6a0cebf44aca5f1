import { CONDUCT_RULES, type Cell, type CellStatus, type Report } from './report.ts';

const SIGNS: Readonly<Record<CellStatus, string>> = { works: 'works', refused: 'refused', failed: 'FAILED', untested: '·' };

/** A report for reading: what works, surface by surface, and how the adapter behaves. */
export function tableOf({ provider, cells, conduct }: Report): string {
  // A live report has no conduct in it: that is tried by replies.
  const surfaces = [...new Set([...cells, ...conduct].map(({ surface }) => surface))];
  const features = [...new Set(cells.map(({ feature }) => feature))];
  const sign = (surface: string, feature: string) => {
    const cell = cells.find((each) => each.surface === surface && each.feature === feature);
    return cell ? signOf(cell) : '';
  };
  const rules = CONDUCT_RULES.map((rule) => [
    rule,
    ...surfaces.map((surface) => {
      const found = conduct.find((each) => each.surface === surface && each.rule === rule);
      return found ? (found.why === undefined ? 'kept' : 'BROKEN') : '';
    }),
  ]);
  const rows = [
    [provider, ...surfaces],
    ...features.map((feature) => [feature, ...surfaces.map((surface) => sign(surface, feature))]),
    ...rules,
  ];
  return [aligned(rows, features.length), summaryOf(cells, conduct.length === 0), ...cells.flatMap(excuseOf)].join('\n');
}

const isExcused = ({ status, declared }: Cell) => status === 'failed' && declared !== undefined;

const signOf = (cell: Cell) => (isExcused(cell) ? 'declared' : SIGNS[cell.status]);

const excuseOf = (cell: Cell): readonly string[] => (isExcused(cell) ? [`${cell.surface}/${cell.feature}: ${cell.declared}`] : []);

/** Columns as wide as what stands in them, and a line under the heads and above the rules. */
function aligned(rows: readonly (readonly string[])[], features: number): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => text.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  const [head, ...rest] = rows.map(line);
  return [head, rule, ...rest.slice(0, features), rule, ...rest.slice(features)].join('\n');
}

function summaryOf(cells: readonly Cell[], isLive: boolean): string {
  const count = (status: CellStatus) => cells.filter((cell) => cell.status === status && !isExcused(cell)).length;
  const excused = cells.filter(isExcused).length;
  const untested = count('untested');
  const why = untested === 0 ? '' : isLive ? ' (·: not asked)' : ' (·: no reply is recorded)';
  const declared = excused === 0 ? '' : `, ${excused} declared`;
  return `${count('works')} work, ${count('refused')} refused, ${count('failed')} failed${declared}, ${untested} untested${why}`;
}
