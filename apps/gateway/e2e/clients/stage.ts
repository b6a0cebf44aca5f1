import { ADMIN_KEY, startGateway } from '../../test/support/gateway.ts';
import { rows } from '../../test/doors/providers.ts';
import { startStandIn, type Addresses, type StandIn } from '../../test/support/stand-ins/stand-in.ts';
import type { Failure, Script, Turn } from '../../test/support/stand-ins/turn.ts';
import { inAnyVersion } from './any-version.ts';
import { counting } from './counting.ts';

/** A provider behind the gateway, as a client names it. */
export interface Place {
  readonly slug: string;
  readonly model: string;
  /** What a client sends beside its own headers to be answered by this provider. */
  readonly headers: Readonly<Record<string, string>>;
  readonly standIn: StandIn;
}

/** A gateway that holds the providers' keys, the providers, and one key for all clients. */
export interface Stage {
  readonly origin: string;
  readonly key: string;
  readonly port: number;
  at(name: string): Place;
  close(): Promise<void>;
}

/** What a stand-in needs beside its row, or otherwise. */
export interface Dressing {
  readonly addresses?: (own: Addresses, name: string) => Addresses;
  /** What the provider says, by what it hears. */
  readonly script?: (standIn: StandIn) => Script;
  readonly config?: string;
}

/** Sets up the gateway, as a team would that runs it, before providers of these names. */
export async function startStage(names: readonly string[], { addresses = dressed, script, config }: Dressing = {}): Promise<Stage> {
  const places = new Map<string, Place>();
  const environment: Record<string, string> = {};
  for (const name of names) {
    const row = rows().find((each) => each.name === name);
    if (!row) throw new Error(`there is no stand-in of the name ${name}`);
    const standIn = await startStandIn(addresses(row.addresses, name));
    if (script) Object.defineProperty(standIn, 'script', { get: () => script(standIn) });
    const variable = row.slug.toUpperCase().replaceAll('-', '_');
    environment[`${variable}_BASE_URL`] = `${standIn.origin}${row.base}`;
    environment[`${variable}_API_KEY`] = 'test-key';
    for (const [header, value] of Object.entries(row.headers)) Object.assign(environment, ownField(header, value));
    places.set(name, { slug: row.slug, model: row.model, headers: { 'x-portkey-provider': row.slug }, standIn });
  }
  // What signs with a pair of keys must not be given a third.
  if (environment['AWS_ACCESS_KEY_ID']) delete environment['BEDROCK_API_KEY'];
  const gateway = await startGateway({ environment, ...(config !== undefined && { config }) });
  return {
    origin: gateway.url,
    key: ADMIN_KEY,
    port: gateway.port,
    at(name) {
      const place = places.get(name);
      if (!place) throw new Error(`${name} is not on this stage`);
      return place;
    },
    async close() {
      await gateway.stop();
      for (const { standIn } of places.values()) await standIn.close();
    },
  };
}

const dressed = (own: Addresses, name: string): Addresses => counting(name === 'anthropic' ? inAnyVersion(own) : own);

/** A provider's field that a row has as a header, under the name that the gateway reads it by. */
const ownField = (header: string, value: string): Readonly<Record<string, string>> =>
  header.startsWith('x-portkey-') ? { [header.slice('x-portkey-'.length).toUpperCase().replaceAll('-', '_')]: value } : {};

/** Has a provider say this from now on, and forget what it heard. */
export function says({ standIn }: Place, turn: Turn): void {
  standIn.forget();
  standIn.script = { kind: 'say', turn };
}

/** Has a provider refuse whatever comes. */
export function refuses({ standIn }: Place, failure: Partial<Failure> = {}): void {
  standIn.forget();
  standIn.script = { kind: 'refuse', failure: { status: 429, message: 'Too many requests', retryAfterS: 7, ...failure } };
}

/** Has a provider say all of this in a stream, and then that something broke. */
export function breaksOff({ standIn }: Place, turn: Turn): void {
  standIn.forget();
  standIn.script = { kind: 'break', turn, message: 'It broke' };
}

/** The last that a provider was asked. */
export function heardBy({ standIn }: Place) {
  const heard = standIn.heard.at(-1);
  if (!heard) throw new Error(`it was not asked, but refused ${standIn.refused.map(String).join('; ')}`);
  return heard;
}

/** A gateway that comes up on a busy machine. */
export const STARTING_MS = 40_000;
