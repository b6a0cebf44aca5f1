import { chromium, type Browser } from 'playwright-core';
import { chromium as installed } from '../../site/tools.ts';

/** Starts the browser that the machine has. */
export function openBrowser(): Promise<Browser> {
  if (installed === undefined) throw new Error('needs Chromium; get it with: apt-get install chromium');
  return chromium.launch({
    executablePath: installed,
    // Containers and CI run as root, where Chromium's sandbox cannot; what it is shown is our own.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
}
