/** As much of JSON Schema 2020-12 as completion reads; what else stands in one is left alone. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaOrNot>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly deprecated?: boolean;
  readonly properties?: Readonly<Record<string, SchemaOrNot>>;
  readonly patternProperties?: Readonly<Record<string, SchemaOrNot>>;
  readonly additionalProperties?: SchemaOrNot;
  readonly required?: readonly string[];
  readonly prefixItems?: readonly SchemaOrNot[];
  readonly items?: SchemaOrNot;
  readonly anyOf?: readonly SchemaOrNot[];
  readonly oneOf?: readonly SchemaOrNot[];
  readonly allOf?: readonly SchemaOrNot[];
  readonly if?: SchemaOrNot;
  readonly then?: SchemaOrNot;
  readonly else?: SchemaOrNot;
}

/** True: anything; false: nothing. */
export type SchemaOrNot = Schema | boolean;

/** Types that a schema allows, as it names them. */
export const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : typeof type === 'string' ? [type] : type);
