import type { Sealed } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { decrypt, encrypt } from './cipher.ts';
import { hmacSha256 } from './hmac.ts';
import type { Keyring } from './keyring.ts';
import { placeBytes, type Place } from './place.ts';

/** Seals what must not be readable where it is kept. */
export interface Vault {
  /** Call it inside of `Store.write`, which makes sure of the key. */
  seal(text: string, place: Place): Sealed;
  /** @throws StoreError `wrong_key` for a key that this process does not have, `unreadable` for what was not sealed for this place. */
  open(sealed: Sealed, place: Place): string;
  /** What is kept of a key of ours, and what it is looked up by: useless without the secret in the key ring. */
  hash(token: string): string;
}

/** A vault, and the way to give it another key ring. */
export interface OpenVault extends Vault {
  /** Of the data key that it seals with. */
  readonly dataId: string;
  /** What was sealed before can still be opened: somebody may have read it before the key was changed. */
  adopt(keyring: Keyring): void;
}

/** A vault with this key ring. */
export function openVault(first: Keyring): OpenVault {
  let current = first;
  let hash = hmacSha256(first.hash);
  const dataKeys = new Map([[first.dataId, first.data]]);
  return {
    get dataId() {
      return current.dataId;
    },
    adopt: (keyring) => {
      current = keyring;
      hash = hmacSha256(keyring.hash);
      dataKeys.set(keyring.dataId, keyring.data);
    },
    seal: (text, place) => sealWith(current, text, place),
    open: (sealed, place) => {
      const [, id = '', hidden = ''] = SEALED.exec(sealed) ?? [];
      const key = dataKeys.get(id);
      if (id !== '' && key === undefined) throw unknownKey();
      const text = key && decrypt(key, hidden, placeBytes(place));
      if (text === undefined) throw new StoreError('unreadable', `What is in ${place.table}.${place.column} was not sealed for this row`);
      return text.toString('utf8');
    },
    hash: (token) => hash(token),
  };
}

/** `sealed.1.<data key>.<nonce, tag and text>` */
const SEALED = /^sealed\.1\.([\w-]+)\.([\w-]+)$/;

/** The data key that a sealed text names; undefined for what is none. */
export const dataIdOf = (text: string): string | undefined => SEALED.exec(text)?.[1];

const sealWith = ({ dataId, data }: Keyring, text: string, place: Place): Sealed =>
  `sealed.1.${dataId}.${encrypt(data, Buffer.from(text, 'utf8'), placeBytes(place))}`;

const unknownKey = () =>
  new StoreError(
    'wrong_key',
    'This was sealed with a data key that this process does not have; its secrets may just have been given another one',
  );
