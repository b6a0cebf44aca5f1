import { messageOf, type Body, type GatewayClient } from '../../command/gateway-client.ts';
import type { Outcome } from './report.ts';
import { textIn, type Item, type Kind, type Snapshot } from './snapshot.ts';

/** An import under way: where to, and what has become of things so far. */
export class Importing {
  readonly client: GatewayClient;
  readonly dryRun: boolean;
  readonly items: Snapshot['items'];
  readonly outcomes: Outcome[] = [];
  readonly toDo: string[] = [];
  readonly keys: { readonly name: string; readonly key: string }[] = [];
  /** Slugs here, by the ids and slugs that Portkey has for workspaces. */
  readonly workspaces = new Map<string, string>();
  /** Ids here, by Portkey's ids: of labels and collections. */
  readonly ids = new Map<string, string>();
  /** Slugs of things that are here, or would be. */
  readonly #here = new Set<string>();

  constructor(client: GatewayClient, dryRun: boolean, items: Snapshot['items']) {
    this.client = client;
    this.dryRun = dryRun;
    this.items = items;
  }

  say(kind: Kind, name: string, outcome: Outcome['outcome'], ...notes: readonly string[]): void {
    if (outcome !== 'left') this.#here.add(`${kind} ${name}`);
    this.outcomes.push({ kind, name, outcome, notes });
  }

  isHere(kind: Kind, name: string): boolean {
    return this.#here.has(`${kind} ${name}`);
  }

  /** `workspace_id` for something of a workspace that was taken; nothing for what is everybody's there. */
  placeOf(item: Item): Body {
    const named = textIn(item, 'workspace_id');
    const slug = named === undefined ? undefined : this.workspaces.get(named);
    return slug === undefined ? {} : { workspace_id: slug };
  }

  /** One that is here under an address below `/v1`. */
  async find(address: string): Promise<Body | undefined> {
    const { status, body } = await this.client.ask('GET', address);
    if (status === 404) return undefined;
    if (status === 200) return body;
    throw new Refused(status, messageOf(body));
  }

  /** Changes something here; in a dry run nothing. @throws Refused with the gateway's words. */
  async send(method: string, address: string, body: Body): Promise<Body> {
    if (this.dryRun) return {};
    const { status, body: answer } = await this.client.ask(method, address, body);
    if (status < 300) return answer;
    throw new Refused(status, messageOf(answer));
  }

  /** Takes one thing; what is refused here is told, and the next one's turn comes. */
  async take(kind: Kind, name: string, work: () => Promise<readonly string[] | 'kept'>): Promise<void> {
    try {
      const notes = await work();
      if (notes === 'kept') this.say(kind, name, 'kept');
      else this.say(kind, name, 'made', ...notes);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 401) throw error;
      this.say(kind, name, 'left', error.message);
    }
  }
}

/** What the gateway would not do. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
