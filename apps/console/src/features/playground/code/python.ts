import { isStreamed, KEY_NAME, wireHeaders, type Call } from './call.ts';
import { pythonLiteral } from './python-literal.ts';

/** Arguments that both libraries know by name; whatever else a body has is passed on as it is. */
const KNOWN = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'temperature',
  'top_p',
  'max_tokens',
  'max_completion_tokens',
  'stop',
  'seed',
  'frequency_penalty',
  'presence_penalty',
  'logprobs',
  'top_logprobs',
  'reasoning_effort',
  'user',
  'tools',
  'tool_choice',
  'response_format',
]);

/** The call with Portkey's library for Python. */
export function asPortkeyPython(call: Call): string {
  const { config, metadata } = call.headers;
  const options = [
    `api_key=os.environ["${KEY_NAME}"]`,
    `base_url=${pythonLiteral(call.baseUrl)}`,
    ...(config === undefined ? [] : [`config=${pythonLiteral(config)}`]),
    ...(metadata === undefined ? [] : [`metadata=${pythonLiteral(JSON.parse(metadata), STEP)}`]),
  ];
  return program('portkey-ai', 'from portkey_ai import Portkey', 'Portkey', options, call);
}

/** The call with OpenAI's library for Python. */
export function asOpenAiPython(call: Call): string {
  const headers = Object.fromEntries(wireHeaders(call));
  const options = [
    `api_key=os.environ["${KEY_NAME}"]`,
    `base_url=${pythonLiteral(call.baseUrl)}`,
    ...(Object.keys(headers).length > 0 ? [`default_headers=${pythonLiteral(headers, STEP)}`] : []),
  ];
  return program('openai', 'from openai import OpenAI', 'OpenAI', options, call);
}

const STEP = '    ';

function program(library: string, importing: string, making: string, options: readonly string[], call: Call): string {
  return `# pip install ${library}
import os

${importing}

client = ${making}(
${options.map((option) => `${STEP}${option},`).join('\n')}
)

${isStreamed(call) ? 'stream' : 'reply'} = client.chat.completions.create(
${argumentsOf(call.body)
  .map((argument) => `${STEP}${argument},`)
  .join('\n')}
)
${isStreamed(call) ? STREAMED : 'print(reply.choices[0].message)\n'}`;
}

function argumentsOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const entries = Object.entries(body);
  // Both libraries want a model by name; a prompt or a config says which one it is.
  const model = 'model' in body ? [] : ['model=""'];
  const known = entries.filter(([name]) => KNOWN.has(name)).map(([name, value]) => `${name}=${pythonLiteral(value, STEP)}`);
  const others = Object.fromEntries(entries.filter(([name]) => !KNOWN.has(name)));
  return [...model, ...known, ...(Object.keys(others).length > 0 ? [`extra_body=${pythonLiteral(others, STEP)}`] : [])];
}

const STREAMED = `for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
`;
