import type { Extensions } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { Store } from '@sluice/store';
import { Memory } from '../../stored/memory.ts';
import type { Names } from './names.ts';
import type { Variables } from './variables.ts';

/** A store that is to be written as a file. */
export interface Source {
  readonly store: Store;
  /** The same as calls see it: what a call could not use is not written. */
  readonly memory: Memory;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly names: Names;
  readonly variables: Variables;
  /** Says what is not in the file, and why. */
  readonly leaveOut: (what: string, why: string) => void;
}

export interface ReadingMeans {
  readonly store: Store;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly extensions: Extensions;
  readonly leaveOut: Source['leaveOut'];
}

/** Reads all of it as a gateway would. */
export async function readMemory({ store, findProvider, extensions, leaveOut }: ReadingMeans): Promise<Memory> {
  const memory = new Memory({
    store,
    vault: store.vault,
    findProvider,
    extensions,
    onLeftOut: (kind, id, error) => leaveOut(`${kind} ${id}`, error instanceof Error ? error.message : String(error)),
  });
  await memory.fill();
  return memory;
}
