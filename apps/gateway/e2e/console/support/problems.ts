import type { Page } from 'playwright-core';

/** What a page complained of: errors nobody caught, lines at level error, addresses of other hosts. */
export type Problems = readonly string[];

/** Listens to a page for as long as it lives. */
export function watchProblems(page: Page): Problems {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (line) => {
    // The browser itself writes one for each answer of 400 and above; whether that is right is the test's to say.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) problems.push(`console: ${line.text()}`);
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asked elsewhere: ${request.url()}`);
  });
  return problems;
}
