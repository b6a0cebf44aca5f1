import { FaultError } from '@sluice/provider-sdk';
import { isJson, textIn } from '@sluice/provider-sdk/chat';

/** The key file of a service account, as far as it is needed. */
export interface ServiceAccount {
  readonly clientEmail: string;
  readonly privateKey: string;
  readonly keyId: string | undefined;
  readonly projectId: string | undefined;
}

/** Reads the file that Google's console gives out; it may come with its line ends escaped, as from an environment variable. */
export function readServiceAccount(text: string): ServiceAccount {
  const file = parsed(text);
  const clientEmail = textIn(file['client_email']);
  const privateKey = textIn(file['private_key'])?.replaceAll('\\n', '\n');
  if (clientEmail === undefined || privateKey === undefined) throw wrong('has no "client_email" and "private_key"');
  return { clientEmail, privateKey, keyId: textIn(file['private_key_id']), projectId: textIn(file['project_id']) };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const file: unknown = JSON.parse(text);
    if (isJson(file)) return file;
  } catch {
    // The text holds a key: what is wrong with it is not repeated.
  }
  throw wrong('is no JSON object');
}

export const wrong = (what: string) =>
  new FaultError({ kind: 'invalid_request', message: `the service account ${what}`, param: 'vertex-service-account-json' });
