import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, tools } from './tools.ts';

// What is used of playwright-core, which is installed outside of the workspace and so unknown to the compiler.

export interface Locator {
  readonly first: () => Locator;
  readonly click: () => Promise<void>;
  readonly fill: (text: string) => Promise<void>;
  readonly waitFor: () => Promise<void>;
  readonly innerText: () => Promise<string>;
}

export interface Page {
  readonly on: (event: 'console' | 'pageerror' | 'request', listener: (told: Told) => void) => void;
  readonly goto: (address: string) => Promise<unknown>;
  readonly url: () => string;
  readonly locator: (selector: string) => Locator;
  readonly waitForURL: (address: RegExp) => Promise<void>;
  readonly waitForLoadState: (state: 'networkidle') => Promise<void>;
  readonly evaluate: (expression: string) => Promise<unknown>;
}

/** A line of the console, an error that nobody caught, or a request. */
export interface Told {
  readonly type?: () => string;
  readonly text?: () => string;
  readonly url?: () => string;
  readonly message?: string;
}

export interface Looks {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

export interface Browser {
  readonly newPage: (looks: Looks) => Promise<Page & { readonly close: () => Promise<void> }>;
  readonly close: () => Promise<void>;
}

interface Playwright {
  readonly chromium: {
    readonly launch: (options: { readonly executablePath: string; readonly args: readonly string[] }) => Promise<Browser>;
  };
}

/** Starts the browser that the machine has. */
export async function openBrowser(): Promise<Browser> {
  const { chromium: engine } = (await import(pathToFileURL(join(tools, 'node_modules/playwright-core/index.mjs')).href)) as Playwright;
  // Containers and CI run as root, where Chromium's sandbox cannot; what it is shown is our own.
  return engine.launch({ executablePath: chromium!, args: ['--no-sandbox'] });
}
