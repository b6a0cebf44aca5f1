import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { consolePages } from '../src/http/console-pages.ts';
import { call } from './support/call.ts';

// It is part of the build, and no part of what is built.
const { press } = (await import(String(new URL('../build/press.mjs', import.meta.url)))) as { press: (folder: string) => void };

const SCRIPT = Array.from({ length: 500 }, (_, line) => `export const line${line} = ${line};\n`).join('');
const FILES: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html>',
  'assets/index-BxY3_k9a.js': SCRIPT,
  'assets/picture.png': SCRIPT,
};

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  press(folder);
  server = express().use('/console', consolePages(folder)!).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

describe('the files of the console', () => {
  it('are pressed by the build where that saves a packet, and stay as they are beside that', () => {
    const file = join(folder, 'assets/index-BxY3_k9a.js');

    expect(readFileSync(file, 'utf8')).toBe(SCRIPT);
    expect(brotliDecompressSync(readFileSync(`${file}.br`)).toString()).toBe(SCRIPT);
    expect(gunzipSync(readFileSync(`${file}.gz`)).toString()).toBe(SCRIPT);
    expect(['index.html.br', 'assets/picture.png.br', 'assets/picture.png.gz'].filter((name) => existsSync(join(folder, name)))).toEqual(
      [],
    );
  });

  it('arrive at a third of their size', async () => {
    const { port } = server.address() as AddressInfo;

    const { headers, bytes } = await call(`http://127.0.0.1:${port}/console/assets/index-BxY3_k9a.js`, {
      headers: { 'accept-encoding': 'gzip, deflate, br' },
    });

    expect(headers['content-encoding']).toBe('br');
    expect(bytes.length).toBeLessThan(SCRIPT.length / 3);
    expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
  });
});
