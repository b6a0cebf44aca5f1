import type { LogMetrics } from '@sluice/contract';
import type { LogRecord } from '@sluice/store/logs';
import { ORGANISATION_ID } from '../../organisation.ts';
import { shownTime } from '../../shown-time.ts';
import { addressOf } from './address-of.ts';
import { cents } from './cents.ts';
import { tokensIn, tokensOut } from './tokens.ts';

/** What is counted and measured of a record. Wire spec §17.3. */
export function metricsOf(record: LogRecord, workspaceSlug: string | undefined): LogMetrics {
  const { used, timings, cache, client, metadata, config, prompt } = record;
  const [input, output] = used ? [tokensIn(used), tokensOut(used)] : [null, null];
  return {
    id: record.id,
    organisation_id: ORGANISATION_ID,
    organisation_name: ORGANISATION_ID,
    workspace_slug: workspaceSlug ?? record.workspace,
    created_at: shownTime(record.at),
    is_success: record.status < 400 && !record.fault && !record.aborted,
    ai_org: record.provider ?? null,
    ai_model: record.model ?? null,
    req_units: input,
    res_units: output,
    total_units: input === null ? null : input + output,
    cost: cents(record.cost),
    cost_currency: 'USD',
    request_url: addressOf(record),
    request_method: record.method,
    response_status_code: record.status,
    response_time: timings.total,
    is_proxy_call: record.operation === undefined,
    cache_status: cache ?? null,
    cache_type: cacheType(cache),
    stream_mode: record.streamed,
    retry_success_count: record.retries,
    last_used_option_index: record.target ?? null,
    trace_id: record.trace,
    internal_trace_id: record.id,
    span_id: record.span,
    span_name: record.spanName ?? null,
    parent_span_id: record.parentSpan ?? null,
    mode: modeOf(record.steps),
    virtual_key: record.virtualKey ?? null,
    api_key_id: record.apiKeyId ?? null,
    config: config ?? null,
    config_id: config ?? null,
    config_version_id: record.configVersion ?? null,
    prompt_id: prompt ?? null,
    prompt_slug: prompt ?? null,
    prompt_version_id: record.promptVersion ?? null,
    source: record.source,
    runtime: client['runtime'] ?? null,
    runtime_version: client['runtime_version'] ?? null,
    sdk_version: client['sdk_version'] ?? null,
    'metadata.key': Object.keys(metadata),
    'metadata.value': Object.values(metadata),
    request_parsing_time: timings.parse ?? null,
    pre_processing_time: timings.plan ?? null,
    // Neither is measured apart from all else.
    cache_processing_time: null,
    response_parsing_time: null,
    gateway_processing_time: Math.max(0, timings.total - timings.upstream),
    upstream_response_time: timings.upstream,
  };
}

function cacheType(cache: LogRecord['cache']): LogMetrics['cache_type'] {
  if (cache === 'HIT') return 'simple';
  return cache === 'SEMANTIC HIT' ? 'semantic' : null;
}

/** How the outermost fork of the config chose; without one there was nothing to choose. */
function modeOf(steps: LogRecord['steps']): string {
  const fork = (steps as readonly { readonly kind?: unknown; readonly mode?: unknown }[]).find((step) => step.kind === 'chosen');
  return typeof fork?.mode === 'string' ? fork.mode : 'single';
}
