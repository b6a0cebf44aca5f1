/** One of the five ways in which the guide writes every call. */
export interface Client {
  readonly name: string;
  /** What stands after the three backticks; the guide's own words, so that page and guide compare line by line. */
  readonly info: string;
  readonly language: 'python' | 'node' | 'bash';
  /** The same call without our address: what the hosted guide prints. Fails if the address is not exactly where it belongs. */
  readonly pointAtHosted: (code: string) => string;
}

/** The address that the page prints; the runner puts the gateway's own in its place. */
export const PAGE_ADDRESS = 'http://127.0.0.1:8787/v1';
const HOSTED_ADDRESS = 'https://api.portkey.ai/v1';

export const portkeyPython: Client = {
  name: 'Portkey Python',
  info: 'Python python',
  language: 'python',
  pointAtHosted: (code) => replaceOnce(code, `Portkey(\n    base_url="${PAGE_ADDRESS}",\n`, 'Portkey(\n'),
};

export const portkeyNode: Client = {
  name: 'Portkey Node',
  info: 'Node node',
  language: 'node',
  pointAtHosted: (code) => replaceOnce(code, `new Portkey({\n    baseURL: "${PAGE_ADDRESS}",\n`, 'new Portkey({\n'),
};

export const curl: Client = {
  name: 'curl',
  info: 'bash cURL',
  language: 'bash',
  pointAtHosted: (code) => replaceOnce(code, `curl ${PAGE_ADDRESS}/`, `curl ${HOSTED_ADDRESS}/`),
};

// Both SDKs fix the constant to the hosted address, so the page defines it instead of importing it.
export const openaiPython: Client = {
  name: 'OpenAI Python',
  info: 'Python OpenAI Python SDK',
  language: 'python',
  pointAtHosted: (code) =>
    replaceOnce(
      replaceOnce(code, `\n\nPORTKEY_GATEWAY_URL = "${PAGE_ADDRESS}"\n\n`, '\n\n'),
      'from portkey_ai import createHeaders\n',
      'from portkey_ai import PORTKEY_GATEWAY_URL, createHeaders\n',
    ),
};

export const openaiNode: Client = {
  name: 'OpenAI Node',
  info: 'Node OpenAI Node SDK',
  language: 'node',
  pointAtHosted: (code) =>
    replaceOnce(
      replaceOnce(code, `\n\nconst PORTKEY_GATEWAY_URL = "${PAGE_ADDRESS}";\n\n`, '\n\n'),
      "import { createHeaders } from 'portkey-ai';\n",
      "import { PORTKEY_GATEWAY_URL, createHeaders } from 'portkey-ai';\n",
    ),
};

export const clients: readonly Client[] = [portkeyPython, portkeyNode, curl, openaiPython, openaiNode];

/** A place that is missing, or there twice, is a difference that nobody meant. */
export function replaceOnce(text: string, from: string, to: string): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`expected once, found ${places} times: ${from.trim()}`);
  return text.replace(from, () => to);
}
