import type { Json } from '@sluice/provider-sdk';
import { cannot, isJson, type FunctionTool, type ProviderTool } from '@sluice/provider-sdk/chat';
import { camelCase } from './camel-case.ts';

/** Tools that the host runs itself. Source: js-genai, `Tool`, 2026-08-21. */
const KNOWN: ReadonlySet<string> = new Set([
  'googleSearch',
  'googleSearchRetrieval',
  'enterpriseWebSearch',
  'codeExecution',
  'urlContext',
  'fileSearch',
  'googleMaps',
  'computerUse',
  'retrieval',
  'mcpServers',
]);

/** A tool given by its own name or by `type`: `{"google_search":{}}`, `{"type":"google_search"}`, `{"type":"googleSearch","googleSearch":{…}}`. */
export function serverTool({ tool, path }: ProviderTool): Json {
  const { type, ...rest } = tool;
  const known = [typeof type === 'string' ? type : '', ...Object.keys(rest)].find((name) => KNOWN.has(camelCase(name)));
  if (known === undefined) throw cannot(path, `no such tool is run here; ${[...KNOWN].join(', ')} are`);
  return { [camelCase(known)]: rest[known] ?? rest[camelCase(known)] ?? (known === type ? rest : {}) };
}

/**
 * A function whose name is that of such a tool and that says nothing of what it takes, as Portkey's users ask for
 * them: `{"type":"function","function":{"name":"google_search"}}`. One with parameters of its own is the caller's.
 */
export function serverToolNamed({ name, parameters }: FunctionTool): Json | undefined {
  const own = isJson(parameters) && ('type' in parameters || 'properties' in parameters || '$ref' in parameters);
  return KNOWN.has(camelCase(name)) && !own ? { [camelCase(name)]: parameters ?? {} } : undefined;
}
