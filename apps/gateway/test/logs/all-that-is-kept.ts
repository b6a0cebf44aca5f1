import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';

const asAdmin = { 'x-portkey-api-key': ADMIN_KEY };

/** All files below a folder, by their names. */
export function filesIn(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(files.map((file) => [file.slice(folder.length + 1), readFileSync(file)]));
}

/** All that the API tells of the log: each record, and an export of all. */
export async function toldBy(url: string): Promise<Map<string, string>> {
  const { json: list } = await call(`${url}/v1/logs?page_size=1000`, { headers: asAdmin });
  const told = new Map<string, string>([['list', JSON.stringify(list)]]);
  for (const { id } of list.data) told.set(`log ${id}`, (await call(`${url}/v1/logs/${id}`, { headers: asAdmin })).text);
  const { json: made } = await call(`${url}/v1/logs/exports`, { headers: asAdmin, body: { filters: {} } });
  const address = `${url}/v1/logs/exports/${made.id}`;
  await call(`${address}/start`, { method: 'POST', headers: asAdmin });
  await eventually(async () => (await call(address, { headers: asAdmin })).json.status === 'success', 'the export is not done');
  const { json: link } = await call(`${address}/download`, { headers: asAdmin });
  const download = await call(link.signed_url);
  if (download.status !== 200 || download.text.trim() === '') throw new Error(`the export is empty: ${download.status}`);
  told.set('export', download.text);
  return told;
}

/** A live tail, from its greeting on. */
export async function followed(url: string): Promise<{ readonly text: () => string; readonly end: () => Promise<void> }> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/v1/logs/tail`, { headers: asAdmin, signal: leaving.signal });
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  })().catch(() => undefined); // It is ended by leaving.
  return {
    text: () => text,
    async end() {
      leaving.abort();
      await reading;
    },
  };
}
