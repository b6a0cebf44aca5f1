import { isStoreError, type Sealed, type StoredCredential, type Vault } from '@sluice/store';

/** The rows that hold a credential. */
export interface CredentialPlace {
  readonly table: 'providers' | 'integrations';
  readonly id: string;
}

/** Sealed whole, so that no list of secret fields can be short of one. */
export const sealCredential = (vault: Vault, credential: StoredCredential, place: CredentialPlace): Sealed =>
  vault.seal(JSON.stringify(credential), { ...place, column: 'credential' });

/** @throws StoreError `unreadable` for one that was sealed for another row, or with a key that is gone. */
export const openCredential = (vault: Vault, sealed: Sealed, place: CredentialPlace): StoredCredential =>
  JSON.parse(vault.open(sealed, { ...place, column: 'credential' })) as StoredCredential;

/** The same to look at: one that does not open must not keep a list from being shown, nor itself from being removed. */
export function glimpseCredential(vault: Vault, sealed: Sealed, place: CredentialPlace): StoredCredential | undefined {
  try {
    return openCredential(vault, sealed, place);
  } catch (error) {
    if (isStoreError(error)) return undefined;
    throw error;
  }
}
