import { type JsonObject } from '@sluice/provider-sdk';
import { cannot, isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';
import { prepareReasoning } from './prepare-reasoning.ts';

/** Members that Ollama passes over in silence. Source: Ollama, docs/api/openai-compatibility.mdx, 2026. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'tool_choice',
  'parallel_tool_calls',
  'logit_bias',
  'n',
  'user',
  'max_completion_tokens',
]);

/** Says in the words that Ollama knows what it would otherwise pass over; all else stays as it came. */
export function prepareChat(body: JsonObject): void {
  body.rename('max_completion_tokens', 'max_tokens');
  prepareChoice(body);
  prepareReasoning(body);
  body.dropAll(PASSED_OVER);
  body.array('messages')?.eachObject(prepareMessage);
}

/** Ollama knows no choice among tools: what is not to be called is not offered. */
function prepareChoice(body: JsonObject): void {
  const choice = body.get('tool_choice');
  if (choice === 'none') return body.drop('tools');
  const wanted = isJson(choice) ? (jsonIn(choice['function'])?.['name'] ?? choice['name']) : undefined;
  if (wanted === undefined) return;
  const tools = listIn(body.get('tools'));
  const named = tools.filter((tool) => jsonIn(jsonIn(tool)?.['function'])?.['name'] === wanted);
  if (named.length === 0) throw cannot('tool_choice', 'the tool that it names is not among the tools');
  if (named.length < tools.length) body.set('tools', named);
}

function prepareMessage(message: JsonObject): void {
  // The models' templates know `system`; a role that they do not know is left out of the prompt.
  if (message.text('role') === 'developer') message.set('role', 'system');
  // Its own word for thinking, both ways (recorded, 2026).
  message.rename('reasoning_content', 'reasoning');
}
