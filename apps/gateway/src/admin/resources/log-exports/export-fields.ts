import type { ExportField, Log } from '@sluice/contract';

/** What of a record stands under each name. */
const FIELDS: Readonly<Record<ExportField, (log: Log) => unknown>> = {
  id: ({ id }) => id,
  trace_id: ({ metrics }) => metrics.trace_id,
  created_at: (log) => log.created_at,
  request: ({ request }) => request,
  response: ({ response }) => response,
  is_success: ({ metrics }) => metrics.is_success,
  ai_org: ({ metrics }) => metrics.ai_org,
  ai_model: ({ metrics }) => metrics.ai_model,
  req_units: ({ metrics }) => metrics.req_units,
  res_units: ({ metrics }) => metrics.res_units,
  total_units: ({ metrics }) => metrics.total_units,
  request_url: ({ metrics }) => metrics.request_url,
  cost: ({ metrics }) => metrics.cost,
  cost_currency: ({ metrics }) => metrics.cost_currency,
  response_time: ({ metrics }) => metrics.response_time,
  response_status_code: ({ metrics }) => metrics.response_status_code,
  mode: ({ metrics }) => metrics.mode,
  config: ({ metrics }) => metrics.config,
  prompt_slug: ({ metrics }) => metrics.prompt_slug,
  metadata: ({ metadata }) => metadata,
};

/** Whether any of these needs what was said. */
export const needsBodies = (fields: readonly string[]): boolean => fields.includes('request') || fields.includes('response');

/** What stands above the lines of a file. */
export const headLine = (fields: readonly string[], format: 'jsonl' | 'csv'): string => (format === 'csv' ? `${fields.join(',')}\r\n` : '');

/** A record as a line of a file. */
export function lineOf(log: Log, fields: readonly string[], format: 'jsonl' | 'csv'): string {
  const values = fields.map((field) => FIELDS[field as ExportField](log));
  if (format === 'csv') return `${values.map(cell).join(',')}\r\n`;
  return `${JSON.stringify(Object.fromEntries(fields.map((field, index) => [field, values[index]])))}\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return quoted(JSON.stringify(value));
  // A table's program would take it for a formula and run it.
  return quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
}

/** RFC 4180 */
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
