import { afterEach, describe, expect, it } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { sendWith } from '../api/ask.ts';
import { keyOf, makeQueryClient } from '../api/queries.ts';
import { SignedIn } from './signed-in.tsx';

const SESSION = keyOf('GET /v1/admin/session', {});

const { fetch: real } = globalThis;

afterEach(() => {
  globalThis.fetch = real;
  sendWith(null);
});

/** Shows a page with a field that somebody has written into, and has the session looked at again. */
async function lookAgain(answer: typeof fetch) {
  const client = makeQueryClient();
  client.setQueryData(SESSION, { csrf_token: 'shown', workspaces: [], scopes: [] });
  globalThis.fetch = answer;
  render(
    <MantineProvider>
      <QueryClientProvider client={client}>
        <SignedIn>
          <input aria-label="Written" defaultValue="" />
        </SignedIn>
      </QueryClientProvider>
    </MantineProvider>,
  );
  screen.getByLabelText<HTMLInputElement>('Written').value = 'half a prompt';
  await act(() => client.invalidateQueries({ queryKey: SESSION }));
  await waitFor(() => expect(client.getQueryState(SESSION)?.status).toBe('error'), { timeout: 4_000 });
}

describe('the pages of who is signed in', () => {
  it('stay, with what is written in them, where the gateway is gone for a moment', async () => {
    await lookAgain(() => Promise.reject(new TypeError('Failed to fetch')));

    expect(screen.getByLabelText<HTMLInputElement>('Written').value).toBe('half a prompt');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stay where the session is over, and say how to go on', async () => {
    const refused = { ok: false, status: 401, headers: { get: () => null }, text: () => Promise.resolve('{}') };
    await lookAgain(() => Promise.resolve(refused as unknown as Response));

    expect(screen.getByLabelText<HTMLInputElement>('Written').value).toBe('half a prompt');
    expect(screen.getByRole('alert').textContent).toContain('You are signed out');
  });
});
