/** What a snippet is filled with. */
export interface SnippetValues {
  /** What callers give their SDK: `http://127.0.0.1:8787/v1`. */
  readonly baseUrl: string;
  readonly key: string;
  /** As the gateway knows it: `@groq-team/some-model`. */
  readonly model: string;
}

/** A way to call the gateway. */
export interface Client {
  readonly id: string;
  readonly label: string;
  /** What it is to be saved as, so that it runs. */
  readonly file: string;
  readonly write: (values: SnippetValues) => string;
}

/** Stands where a key was that nobody can show any more. */
export const KEY_PLACEHOLDER = 'YOUR_SLUICE_KEY';

const QUESTION = 'Say hello.';

/** A text as JavaScript and Python write it. */
const quoted = (text: string): string => JSON.stringify(text);

/** The same for a shell, which reads nothing between these. */
const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The ways that most people take. Each runs as it is copied. */
export const CLIENTS: readonly Client[] = [
  {
    id: 'portkey-node',
    label: 'Portkey, Node',
    file: 'hello.mjs',
    write: ({ baseUrl, key, model }) => `// npm install portkey-ai
import { Portkey } from 'portkey-ai';

const portkey = new Portkey({
  baseURL: ${quoted(baseUrl)},
  apiKey: ${quoted(key)},
});

const reply = await portkey.chat.completions.create({
  model: ${quoted(model)},
  messages: [{ role: 'user', content: ${quoted(QUESTION)} }],
});
console.log(reply.choices[0].message.content);
`,
  },
  {
    id: 'portkey-python',
    label: 'Portkey, Python',
    file: 'hello.py',
    write: ({ baseUrl, key, model }) => `# pip install portkey-ai
from portkey_ai import Portkey

portkey = Portkey(
    base_url=${quoted(baseUrl)},
    api_key=${quoted(key)},
)

reply = portkey.chat.completions.create(
    model=${quoted(model)},
    messages=[{"role": "user", "content": ${quoted(QUESTION)}}],
)
print(reply.choices[0].message.content)
`,
  },
  {
    id: 'openai-node',
    label: 'OpenAI, Node',
    file: 'hello.mjs',
    write: ({ baseUrl, key, model }) => `// npm install openai
import OpenAI from 'openai';

const openai = new OpenAI({
  baseURL: ${quoted(baseUrl)},
  apiKey: ${quoted(key)},
});

const reply = await openai.chat.completions.create({
  model: ${quoted(model)},
  messages: [{ role: 'user', content: ${quoted(QUESTION)} }],
});
console.log(reply.choices[0].message.content);
`,
  },
  {
    id: 'openai-python',
    label: 'OpenAI, Python',
    file: 'hello.py',
    write: ({ baseUrl, key, model }) => `# pip install openai
from openai import OpenAI

client = OpenAI(
    base_url=${quoted(baseUrl)},
    api_key=${quoted(key)},
)

reply = client.chat.completions.create(
    model=${quoted(model)},
    messages=[{"role": "user", "content": ${quoted(QUESTION)}}],
)
print(reply.choices[0].message.content)
`,
  },
  {
    id: 'curl',
    label: 'curl',
    file: 'hello.sh',
    write: ({ baseUrl, key, model }) => `curl ${inShell(`${baseUrl}/chat/completions`)} \\
  -H 'content-type: application/json' \\
  -H ${inShell(`x-portkey-api-key: ${key}`)} \\
  -d ${inShell(JSON.stringify({ model, messages: [{ role: 'user', content: QUESTION }] }))}
`,
  },
];
