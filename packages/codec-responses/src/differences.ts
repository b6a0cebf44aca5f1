import type { Difference, Json } from '@sluice/provider-sdk';

const SPEC = 'OpenAI’s API reference, Responses, as in openai-node 6.49, 2026-08';
const STATELESS = 'Nothing is kept for a provider that only speaks chat';

const refused = (member: string, how: string, example: Json, source = SPEC): Difference => ({
  operation: 'responses',
  member,
  fate: 'refused',
  how,
  source,
  example,
});

const other = (fate: 'dropped' | 'changed', member: string, how: string, example: Json, source = SPEC): Difference => ({
  operation: 'responses',
  member,
  fate,
  how,
  source,
  example,
});

/** What is not as asked at the Responses API's door of a provider that only speaks chat, whichever that is. */
export const responsesDifferences: readonly Difference[] = [
  refused('previous_response_id', `${STATELESS}: the history has to be sent.`, { previous_response_id: 'resp_1' }),
  refused('conversation', `${STATELESS}: the history has to be sent.`, { conversation: 'conv_1' }),
  refused('prompt', `${STATELESS}, prompts neither.`, { prompt: { id: 'pmpt_1' } }),
  refused('background', `${STATELESS}, so an answer could not be fetched later.`, { background: true }),
  refused('store', `${STATELESS}. Absent is taken as false, which the response says.`, { store: true }),
  refused('moderation', 'The caller counts on a check that would not take place.', { moderation: { model: 'omni-moderation-latest' } }),
  refused('reasoning.mode', 'Another way of answering, which chat cannot ask for.', { reasoning: { mode: 'pro' } }),
  refused('tools[]', 'Tools that the service runs itself: there is nobody to run them.', {
    tools: [{ type: 'code_interpreter', container: { type: 'auto' } }],
  }),
  refused('tool_choice', 'A tool that the service runs itself.', { tool_choice: { type: 'file_search' } }),
  refused('input[]', `References to items: ${STATELESS.toLowerCase()}.`, { input: [{ type: 'item_reference', id: 'msg_1' }] }),
  refused('input[]', 'Calls and answers of tools that the service runs itself, and compacted history, which only its writer can read.', {
    input: [{ type: 'compaction', encrypted_content: 'gAAA' }],
  }),
  other(
    'dropped',
    'tools[].external_web_access',
    'A web search that says whether it may reach the web is left out: only Codex says so, and offers it unasked. Any other is refused.',
    { tools: [{ type: 'web_search', external_web_access: false }] },
    'codex-rs/tools/src/tool_spec.rs of openai/codex, 2026-09',
  ),
  other(
    'changed',
    'tools[].defer_loading',
    'All tools are offered at once; a tool search of the service’s own is left out, one of the client’s is a function.',
    {
      tools: [{ type: 'tool_search' }, { type: 'function', name: 'add', parameters: null, strict: false, defer_loading: true }],
    },
  ),
  other(
    'changed',
    'tools[].tools[]',
    'Tools of a namespace are functions named namespace__name, and called by their own names again in the answer; the namespace’s description is left out.',
    {
      tools: [
        {
          type: 'namespace',
          name: 'math',
          description: 'Sums.',
          tools: [{ type: 'function', name: 'add', parameters: null, strict: false }],
        },
      ],
    },
  ),
  other(
    'changed',
    'tools[].format',
    'A tool of free text is a function of one string; its grammar stands in the description and is not enforced.',
    { tools: [{ type: 'custom', name: 'patch', format: { type: 'grammar', syntax: 'lark', definition: 'start: /.+/' } }] },
  ),
  other(
    'changed',
    'tools[].strict',
    'Absent means strict here. It is said in chat only where every function’s schema is strict as it stands; schemas are not rewritten.',
    {
      tools: [{ type: 'function', name: 'add', parameters: { type: 'object', properties: { a: { type: 'number' } } } }],
    },
  ),
  other('changed', 'tool_choice.tools[]', 'Of allowed tools the others are left out.', {
    tools: [{ type: 'function', name: 'add', parameters: null, strict: false }],
    tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'add' }] },
  }),
  other('dropped', 'truncation', 'What is too long is refused by the provider instead of being cut.', { truncation: 'auto' }),
  other('dropped', 'context_management', 'The history is the caller’s and is not compacted.', {
    context_management: [{ type: 'compaction', compact_threshold: 1000 }],
  }),
  other('dropped', 'max_tool_calls', 'It counts calls of tools that the service runs itself, of which there are none.', {
    max_tool_calls: 3,
  }),
  other('dropped', 'reasoning.summary', 'What a provider tells of its thinking is given as the summary, asked for or not.', {
    reasoning: { summary: 'auto' },
  }),
  other('dropped', 'reasoning.context', 'All thinking in the history goes to the provider, which leaves out what it does not want.', {
    reasoning: { context: 'current_turn' },
  }),
  other(
    'dropped',
    'include',
    'Sealed thinking is always given, and likely tokens as asked; the rest concerns tools that the service runs itself.',
    {
      include: ['file_search_call.results'],
    },
  ),
  other('dropped', 'stream_options', 'Events are not padded.', { stream_options: { include_obfuscation: true } }),
  other(
    'dropped',
    'client_metadata',
    'A client’s note to its own service.',
    { client_metadata: { session: '1' } },
    'codex-rs/core/src/client.rs of openai/codex, 2026-09',
  ),
  other('dropped', 'input[].phase', 'Chat has no such member.', {
    input: [
      { role: 'assistant', phase: 'final_answer', content: 'Hi.' },
      { role: 'user', content: 'hi' },
    ],
  }),
  other('dropped', 'input[].encrypted_content', 'What another service sealed only that service can read; the summary’s text stays.', {
    input: [
      { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Greet.' }], encrypted_content: 'gAAA' },
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: 'hi' },
    ],
  }),
  other(
    'dropped',
    'input[]',
    'A search that the service made is left out of the history: what was found has gone into the answer after it.',
    {
      input: [
        { role: 'user', content: 'hi' },
        { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'hi' } },
      ],
    },
  ),
  other('changed', 'input[].content[].detail', '“original” is “high”, the most that chat knows.', {
    input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'https://example.com/a.png', detail: 'original' }] }],
  }),
];
