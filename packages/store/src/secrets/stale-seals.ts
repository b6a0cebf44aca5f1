import {
  OperationNodeTransformer,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely';
import { StoreError } from '../store-error.ts';
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

  protected override transformValue(node: ValueNode): ValueNode {
    this.#check(node.value);
    return node;
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    node.values.forEach((value) => this.#check(value));
    return node;
  }

  #check(value: unknown): void {
    const named = typeof value === 'string' ? dataIdOf(value) : undefined;
    if (named !== undefined && named !== this.#dataId())
      throw new StoreError('unavailable', 'The key that secrets are sealed with has just been changed: try again');
  }
}
