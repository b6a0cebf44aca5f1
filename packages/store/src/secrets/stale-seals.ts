import {
  ColumnNode,
  OperationNodeTransformer,
  TableNode,
  ValueNode,
  ValuesNode,
  type ColumnUpdateNode,
  type InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type UpdateQueryNode,
} from 'kysely';
import { StoreError } from '../store-error.ts';
import { SEALED_COLUMNS } from './place.ts';
import { dataIdOf } from './vault.ts';

/**
 * Refuses to write what was sealed with a data key that is no longer in the key ring: nobody could ever open it. It was
 * sealed just before another process changed the key.
 */
export function refuseStaleSeals(dataId: () => string): KyselyPlugin {
  const transformer = new StaleSeals(dataId);
  return {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }: PluginTransformResultArgs) => result,
  };
}

class StaleSeals extends OperationNodeTransformer {
  readonly #dataId: () => string;

  constructor(dataId: () => string) {
    super();
    this.#dataId = dataId;
  }

  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const sealed = sealedIn(node.into?.table.identifier.name);
    const at = (node.columns ?? []).map(({ column }) => sealed.includes(column.name));
    if (node.values && ValuesNode.is(node.values))
      for (const row of node.values.values) row.values.forEach((value, index) => at[index] && this.#check(value));
    this.#checkUpdates(node.onConflict?.updates, sealed);
    return node;
  }

  protected override transformUpdateQuery(node: UpdateQueryNode): UpdateQueryNode {
    const { table } = node;
    this.#checkUpdates(node.updates, sealedIn(table && TableNode.is(table) ? table.table.identifier.name : undefined));
    return node;
  }

  #checkUpdates(updates: readonly ColumnUpdateNode[] | undefined, sealed: readonly string[]): void {
    for (const { column, value } of updates ?? []) if (ColumnNode.is(column) && sealed.includes(column.column.name)) this.#check(value);
  }

  /** @param given A value, or a node that holds one. */
  #check(given: unknown): void {
    const value = isNode(given) && ValueNode.is(given) ? given.value : given;
    const named = typeof value === 'string' ? dataIdOf(value) : undefined;
    if (named !== undefined && named !== this.#dataId())
      throw new StoreError('unavailable', 'The key that secrets are sealed with has just been changed: try again');
  }
}

/** Elsewhere a text may look as if it were sealed: people name things as they like. */
const sealedIn = (table: string | undefined): readonly string[] =>
  Object.entries(SEALED_COLUMNS).find(([name]) => name === table)?.[1] ?? [];

const isNode = (value: unknown): value is OperationNode => typeof value === 'object' && value !== null && 'kind' in value;
