import { goals } from './goals.mjs';

const columns = [
  { head: '', cell: ({ title, unit }) => `${title}, ${unit}` },
  { head: 'sluice', cell: ({ best }) => number(best.sluice) },
  { head: '(median)', cell: ({ median }) => `(${number(median.sluice)})` },
  { head: 'relay', cell: ({ best }) => number(best.relay) },
  { head: 'portkey', cell: ({ best }) => number(best.portkey), needs: 'peer' },
  { head: 'to relay', cell: ({ ratios }) => times(ratios.relay) },
  { head: 'to portkey', cell: ({ ratios }) => share(ratios.peer), needs: 'peer' },
  { head: 'goal', cell: verdicts, needs: 'judged' },
];

/** Rows as text: each figure, its ratios, and what the goal says of them. A goal is an aim on a quiet machine, never a verdict. */
export function table(rows, shown) {
  const chosen = columnsFor(shown);
  const lines = [chosen.map(({ head }) => head), ...rows.map((row) => chosen.map(({ cell }) => cell(row)))];
  const widths = chosen.map((_, place) => Math.max(...lines.map((line) => line[place].length)));
  const aligned = (cell, place) =>
    place === 0 || chosen[place].head === 'goal' ? cell.padEnd(widths[place]) : cell.padStart(widths[place]);
  return lines.map((line) => line.map(aligned).join('  ').trimEnd()).join('\n');
}

/** The same for a page. */
export function markdownTable(rows, shown) {
  const chosen = columnsFor(shown);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = chosen.map((_, place) => (place === 0 ? '---' : '---:'));
  return [line(chosen.map(({ head }) => head)), line(rule), ...rows.map((row) => line(chosen.map(({ cell }) => cell(row))))].join('\n');
}

const columnsFor = (shown) => columns.filter(({ needs }) => needs === undefined || shown[needs]);

function verdicts({ goal, ratios, higherIsBetter }) {
  const wanted = goals[goal] ?? {};
  const said = [];
  for (const [against, limit] of Object.entries(wanted)) {
    const ratio = ratios[against];
    if (ratio === undefined) continue;
    const holds = higherIsBetter ? ratio >= limit : ratio <= limit;
    const name = against === 'relay' ? `${limit}× relay` : share(limit);
    said.push(`${name} ${holds ? 'holds' : 'misses'}`);
  }
  return said.join(', ');
}

const number = (value) => (value === undefined ? '' : value.toFixed(Math.abs(value) < 100 ? 1 : 0));
const times = (ratio) => (meaningful(ratio) ? `${ratio.toFixed(2)}×` : '');

// A share of a peer reads better upside down: 1/7.3 rather than 0.137.
function share(ratio) {
  if (!meaningful(ratio)) return '';
  return ratio < 1 ? `1/${trimmed(1 / ratio)}` : `${trimmed(ratio)}×`;
}

const trimmed = (value) => String(Number(value.toFixed(1)));
const meaningful = (ratio) => Number.isFinite(ratio) && ratio > 0;
