import { replaceOnce, type Client } from './clients.ts';

/** The same call, streamed: asked for in its one place, and the pieces joined where the answer was printed. Never a second copy. */
export function streamed(code: string, language: Client['language']): string {
  switch (language) {
    case 'python':
      return replaceOnce(
        replaceOnce(code, 'create(\n', 'create(\n    stream=True,\n'),
        'print(response.choices[0].message.content)\n',
        READ_IN_PYTHON,
      );
    case 'node':
      return replaceOnce(
        replaceOnce(code, 'create({\n', 'create({\n    stream: true,\n'),
        'console.log(response.choices[0].message.content);\n',
        READ_IN_NODE,
      );
    case 'bash':
      return replaceOnce(code, "-d '{\n", '-d \'{\n    "stream": true,\n');
  }
}

// A call of a tool has no words; its name and arguments are printed in their place, so that their loss is seen.
const READ_IN_PYTHON = `
said = ""
for chunk in response:
    for choice in chunk.choices:
        said += choice.delta.content or ""
        for call in choice.delta.tool_calls or []:
            said += (call.function.name or "") + (call.function.arguments or "")
print(said)
`;

const READ_IN_NODE = `
let said = '';
for await (const chunk of response) {
    for (const choice of chunk.choices) {
        said += choice.delta.content ?? '';
        for (const call of choice.delta.tool_calls ?? []) said += (call.function.name ?? '') + (call.function.arguments ?? '');
    }
}
console.log(said);
`;
