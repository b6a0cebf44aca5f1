import { isStreamed, KEY_NAME, wireHeaders, type Call } from './call.ts';

/** The call with Portkey's library for Node. */
export function asPortkeyNode(call: Call): string {
  const { config, metadata } = call.headers;
  const options = [
    `apiKey: process.env.${KEY_NAME}`,
    `baseURL: ${JSON.stringify(call.baseUrl)}`,
    ...(config === undefined ? [] : [`config: ${JSON.stringify(config)}`]),
    ...(metadata === undefined ? [] : [`metadata: ${metadata}`]),
  ];
  return program('portkey-ai', "import { Portkey } from 'portkey-ai';", 'new Portkey', options, call);
}

/** The call with OpenAI's library for Node. */
export function asOpenAiNode(call: Call): string {
  const headers = wireHeaders(call).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const options = [
    `apiKey: process.env.${KEY_NAME}`,
    `baseURL: ${JSON.stringify(call.baseUrl)}`,
    ...(headers.length > 0 ? [`defaultHeaders: { ${headers.join(', ')} }`] : []),
  ];
  return program('openai', "import OpenAI from 'openai';", 'new OpenAI', options, call);
}

function program(library: string, importing: string, making: string, options: readonly string[], call: Call): string {
  // JSON is JavaScript as it stands.
  const body = JSON.stringify(call.body, null, 2);
  return `// npm install ${library}
${importing}

const client = ${making}({
${options.map((option) => `  ${option},`).join('\n')}
});

${isStreamed(call) ? streamed(body) : whole(body)}`;
}

const whole = (body: string) => `const reply = await client.chat.completions.create(${body});
console.log(reply.choices[0].message);
`;

const streamed = (body: string) => `const stream = await client.chat.completions.create(${body});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
process.stdout.write('\\n');
`;
