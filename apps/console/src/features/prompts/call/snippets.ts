/** A call of a prompt. */
export interface PromptCall {
  /** `https://gateway.example/v1` */
  readonly baseUrl: string;
  /** `greeting`, `greeting@3`, `greeting@staging` */
  readonly reference: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Snippet {
  readonly name: string;
  readonly text: string;
}

/** The same call in the words of each client. */
export const snippetsOf = (call: PromptCall): readonly Snippet[] => [
  { name: 'curl', text: curl(call) },
  { name: 'Portkey Node', text: node(call) },
  { name: 'Portkey Python', text: python(call) },
];

const curl = ({ baseUrl, reference, variables }: PromptCall) => `curl ${baseUrl}/prompts/${reference}/completions \\
  -H 'content-type: application/json' \\
  -H "x-portkey-api-key: $SLUICE_KEY" \\
  -d ${inShell(JSON.stringify({ variables }, null, 2))}
`;

const node = ({ baseUrl, reference, variables }: PromptCall) => `import Portkey from 'portkey-ai';

const portkey = new Portkey({ apiKey: process.env.SLUICE_KEY, baseURL: '${baseUrl}' });
const reply = await portkey.prompts.completions.create({
  promptID: ${JSON.stringify(reference)},
  variables: ${indented(JSON.stringify(variables, null, 2))},
});
console.log(reply.choices[0]);
`;

const python = ({ baseUrl, reference, variables }: PromptCall) => `import os
from portkey_ai import Portkey

portkey = Portkey(api_key=os.environ["SLUICE_KEY"], base_url="${baseUrl}")
reply = portkey.prompts.completions.create(
    prompt_id=${JSON.stringify(reference)},
    variables=${inPython(variables, '    ')},
)
print(reply.choices[0])
`;

const inShell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

const indented = (text: string) => text.replaceAll('\n', '\n  ');

/** A value as Python writes it. JSON's texts are Python's, but its words are not. */
export function inPython(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((each) => inPython(each, inner))
    : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${inPython(each, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return items.length === 0 ? `${open}${close}` : `${open}\n${items.map((each) => `${inner}${each},\n`).join('')}${indent}${close}`;
}
