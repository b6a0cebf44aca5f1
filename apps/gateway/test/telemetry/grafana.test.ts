import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { call } from '../support/call.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
}

interface Dashboard {
  readonly uid: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string; readonly definition?: string }[] };
}

const dashboard = JSON.parse(readFileSync(new URL('../../../../docs/grafana/sluice.json', import.meta.url), 'utf8')) as Dashboard;
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

/** Names of metrics in a query: whatever a selector or a range stands behind. */
const metricsIn = (expr: string) => [...expr.matchAll(/([a-zA-Z_:][\w:]*)\s*(?=[{[])/g)].map(([, name]) => name!);

/** Labels that a query looks at, by matching or by grouping. */
const labelsIn = (expr: string) => [
  ...[...expr.matchAll(/([a-z_]\w*)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, name]) => name!),
  ...[...expr.matchAll(/\b(?:by|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, names]) => names!.split(',').map((name) => name.trim())),
];

let gateway: InProcess;
let text: string;

beforeAll(async () => {
  gateway = await startInProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  text = (await call(`${gateway.url}/metrics`)).text;
});
afterAll(() => gateway.stop());

/** All names that samples can have, by the types that the gateway tells. */
function namesShown(): ReadonlySet<string> {
  const families = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => ({ name: name!, type: type! }));
  return new Set(
    families.flatMap(({ name, type }) => (type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name])),
  );
}

describe('the Grafana dashboard', () => {
  it('can be imported: every panel has a place and an id of its own, and asks the data source that is chosen', () => {
    const sources = dashboard.templating.list.filter(({ type }) => type === 'datasource').map(({ name }) => name);

    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36);
    expect(sources).toEqual(['datasource']);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    for (const { datasource, targets = [] } of panels) {
      expect(datasource?.uid).toBe('${datasource}');
      expect(targets.length).toBeGreaterThan(0);
      for (const target of targets) expect(target.datasource.uid).toBe('${datasource}');
    }
  });

  it('has no two panels in one place', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );

    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...dashboard.panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });

  it.each(queries)('asks in "$title" for what the gateway shows: $expr', ({ expr }) => {
    const names = metricsIn(expr);

    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(namesShown()).toContain(name);
  });

  it('asks for variables that it has, by metrics that there are', () => {
    const variables = new Set(dashboard.templating.list.map(({ name }) => name));
    const used = queries
      .flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name!))
      .filter((name) => !name.startsWith('__'));

    expect(used.filter((name) => !variables.has(name))).toEqual([]);
    for (const { definition } of dashboard.templating.list)
      if (definition !== undefined) expect(namesShown()).toContain(/^label_values\((\w+), \w+\)$/.exec(definition)![1]);
  });

  it('shows every figure that is the gateway’s own', () => {
    const asked = new Set(queries.flatMap(({ expr }) => metricsIn(expr)).map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
    const own = [...text.matchAll(/^# TYPE (sluice_\S+) /gm)].map(([, name]) => name!);

    expect(own.filter((name) => !asked.has(name))).toEqual([]);
  });

  it('groups and matches by labels that there are', () => {
    const known = new Set([
      'job',
      'le',
      'provider',
      'status',
      'operation',
      'result',
      'outcome',
      'why',
      'kind',
      'model',
      'config',
      'target',
      'state',
      'reason',
    ]);

    expect(queries.flatMap(({ expr }) => labelsIn(expr)).filter((label) => !known.has(label))).toEqual([]);
  });
});
