import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, isJson, listAt, listIn, stringAt, textIn } from '@sluice/provider-sdk/chat';
import { sentNames } from './sent-names.ts';

/** A tool of the caller's own, that the caller runs. */
export interface OfferedTool {
  /** `custom` takes free text; `search` is the client's own search for more tools. */
  readonly kind: 'function' | 'custom' | 'search';
  readonly name: string;
  readonly namespace: string | undefined;
  /** The name that the provider is told: chat has no namespaces. */
  readonly sent: string;
  readonly tool: Json;
}

/**
 * Every tool that may be called: those in `tools`, and those that the history brought along since
 * (`additional_tools`, and what a tool search found).
 *
 * Namespaces, tool search and free-form tools as Codex sends them (codex-rs/tools/src/tool_spec.rs, 2026-09): a call
 * has to come back with the same namespace and name, which Codex looks up exactly.
 */
export function offeredTools(call: Json): readonly OfferedTool[] {
  const found = (listAt(call, 'tools') ?? []).flatMap((tool, index) => read(tool, `tools[${index}]`));
  const input = listIn(call['input']);
  for (const [index, item] of input.entries()) {
    if (!isJson(item) || (item['type'] !== 'additional_tools' && item['type'] !== 'tool_search_output')) continue;
    found.push(...listIn(item['tools']).flatMap((tool, at) => read(tool, `input[${index}].tools[${at}]`)));
  }
  return sentNames(found);
}

export type Unnamed = Omit<OfferedTool, 'sent'>;

function read(tool: unknown, path: string): readonly Unnamed[] {
  if (!isJson(tool)) throw badRequest(path, 'must be an object with a "type"');
  switch (tool['type']) {
    case 'function':
      return [{ kind: 'function', name: nameOf(tool, path), namespace: undefined, tool }];
    case 'custom':
      return [{ kind: 'custom', name: nameOf(tool, path), namespace: undefined, tool }];
    case 'namespace': {
      const namespace = nameOf(tool, path);
      const tools = listAt(tool, 'tools', `${path}.tools`) ?? [];
      return tools.flatMap((inner, index) => read(inner, `${path}.tools[${index}]`)).map((inner) => ({ ...inner, namespace }));
    }
    case 'tool_search':
      // Searched for by the service, deferred tools would be found one day; here all of them are offered at once.
      return tool['execution'] === 'client' ? [{ kind: 'search', name: 'tool_search', namespace: undefined, tool }] : [];
    case 'web_search':
    case 'web_search_preview':
      // Only Codex says this, and it offers the tool unasked, with access to the web or without by how it may use its
      // machine (openai/codex, web search modes, 2026-02). A person who wants to search leaves the member out.
      if (typeof tool['external_web_access'] === 'boolean') return [];
      throw notRun(tool['type'], path);
    default:
      throw notRun(textIn(tool['type']) ?? 'undefined', path);
  }
}

function nameOf(tool: Json, path: string): string {
  const name = stringAt(tool, 'name', `${path}.name`);
  if (name === undefined || name === '') throw badRequest(`${path}.name`, 'must be a name');
  return name;
}

const notRun = (type: string, path: string) =>
  cannot(path, `a "${type}" tool is run by the service, and this provider has none; leave it out or offer a function`);
