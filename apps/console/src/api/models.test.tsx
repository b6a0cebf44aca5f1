import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useListedModels, useModelsOf, useNamesOfModels } from './models.ts';
import { makeQueryClient } from './queries.ts';

const { fetch: real } = globalThis;

afterEach(() => {
  globalThis.fetch = real;
});

/** Lists these for all, and those for who names a virtual key. Keeps the headers of what was asked. */
function listing(all: readonly string[], own: readonly string[] = []) {
  const asked: Record<string, string>[] = [];
  globalThis.fetch = (_, init) => {
    const headers = init?.headers as Record<string, string>;
    asked.push(headers);
    const ids = 'x-portkey-virtual-key' in headers ? own : all;
    const reply = { data: ids.map((id) => ({ id, owned_by: 'somebody' })) };
    return Promise.resolve({ ok: true, status: 200, json: () => Promise.resolve(reply) } as Response);
  };
  return asked;
}

function within() {
  const client = makeQueryClient();
  return {
    wrapper: ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  };
}

describe('the models that can be called', () => {
  it('are asked for once, and each who asks has them in the form that it wants', async () => {
    const asked = listing(['a', 'b']);
    const console_ = within();

    const names = renderHook(() => useNamesOfModels('shop'), console_);
    const listed = renderHook(() => useListedModels('shop'), console_);
    const own = renderHook(() => useModelsOf('key', 'shop'), console_);

    await waitFor(() => expect(names.result.current.data).toEqual(['a', 'b']));
    expect(listed.result.current.data).toEqual([
      { id: 'a', owned_by: 'somebody' },
      { id: 'b', owned_by: 'somebody' },
    ]);
    await waitFor(() => expect(own.result.current.data).toEqual([]));
    expect(asked.filter((headers) => !('x-portkey-virtual-key' in headers))).toHaveLength(2);
  });

  it('are those of all providers, whatever config the workspace has', async () => {
    const asked = listing(['a']);

    const { result } = renderHook(() => useNamesOfModels('shop'), within());

    await waitFor(() => expect(result.current.data).toEqual(['a']));
    expect(asked).toEqual([{ 'x-sluice-workspace': 'shop', 'x-portkey-fetch-integrated-models': 'true' }]);
  });

  it('are by a virtual key those that the gateway knows, else what the provider lists, each once', async () => {
    listing(['@known/a', 'other'], ['x', 'x', 'y']);
    const console_ = within();

    const known = renderHook(() => useModelsOf('known', 'shop'), console_);
    const unknown = renderHook(() => useModelsOf('new', 'shop'), console_);

    await waitFor(() => expect(known.result.current.data).toEqual(['a']));
    await waitFor(() => expect(unknown.result.current.data).toEqual(['x', 'y']));
  });
});
