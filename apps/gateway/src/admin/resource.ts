import type { Schema, Writing } from '@sluice/store';
import type Joi from 'joi';
import type { AliasableExpression, Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { Principal } from './principal.ts';
import type { Asked } from './route.ts';
import type { ScopedResource } from './scopes.ts';

/** What every row has that somebody owns. */
export interface OwnedRow {
  readonly id: string;
  /** Null: the whole organisation's. */
  readonly workspace_id: string | null;
  readonly created_at: number;
}

/** A question for rows that nobody has asked yet. */
export type Rows<Row> = AliasableExpression<Row>;

/** One of these rows, as conditions speak of it: `thing('thing.type', '=', …)`. */
export type Thing<Row> = ExpressionBuilder<Schema & { readonly thing: Row }, 'thing'>;

/** The scopes that things go by, where that depends on the thing: said of a row, and in the database. */
export interface Kinds<Row> {
  /** The first words of all these scopes. */
  readonly all: readonly ScopedResource[];
  readonly of: (row: Row) => ScopedResource;
  readonly where: (thing: Thing<Row>, scoped: ScopedResource) => Expression<SqlBool>;
}

/** What somebody may deal with among what the scope covers: said of a row, and in the database. */
export interface Reaches<Row> {
  readonly one: (row: Row, principal: Principal) => boolean;
  readonly where: (thing: Thing<Row>, principal: Principal) => Expression<SqlBool>;
}

/** Things that can be looked at without a right to them, and nothing else: said of a row, and in the database. */
export interface Lent<Row> {
  /** How one looks to somebody to whom it is lent; undefined for whoever it is not lent to. */
  readonly view: (row: Row, principal: Principal, verb: 'list' | 'read', db: Kysely<Schema>) => Promise<View | undefined>;
  readonly where: (thing: Thing<Row>, principal: Principal) => Expression<SqlBool>;
}

/** How a thing is shown. Where it comes from stands in `origin`: `api`, or `file` for what the config file declares. */
export type View = Readonly<Record<string, unknown>>;

/** What was made, and what its maker is told. */
export interface Made<Row> {
  readonly row: Row;
  readonly reply: View;
}

/**
 * A kind of thing that people make, list, read, change and remove. What all kinds have in common stands in `resource-routes.ts`
 * and nowhere else: whether the asker may, whose thing it is, that nothing is overwritten unseen, and that it is written down.
 *
 * @typeParam Row What the store holds of one.
 * @typeParam Create What `create.body` lets through.
 * @typeParam Change What `update.body` lets through.
 */
export interface Resource<Row extends OwnedRow, Create = Readonly<Record<string, unknown>>, Change = Readonly<Record<string, unknown>>> {
  /** As messages and the audit log call it: `virtual key`. */
  readonly label: string;
  /** The heading in the API's document. */
  readonly tag: string;
  /** `/virtual-keys` */
  readonly path: string;
  /** The scopes' first word. */
  readonly scoped: ScopedResource;
  /** Where the scope depends on the thing. Default: all of them go by `scoped`. */
  readonly kinds?: Kinds<Row>;
  /** Where the scope of making one depends on where it is made: of a workspace's id, or null. Default: `scoped`. */
  readonly scopedIn?: (workspaceId: string | null) => ScopedResource;
  /** Who sees things that they have no right to by themselves. Default: nobody. */
  readonly lent?: Lent<Row>;
  /** Whether things of this kind may belong to no workspace where the maker says none. Default: they go to the default workspace. */
  readonly organisationWide?: boolean;
  /** By id or slug. */
  readonly find: (key: string, db: Kysely<Schema>) => Promise<Row | undefined>;
  readonly view: (row: Row, db: Kysely<Schema>) => Promise<View>;
  /** What is answered where one is asked for. Default: the view itself. */
  readonly alone?: (view: View) => View;
  /** What belongs to one and is told to whoever asks for it alone, and what may be said about that. It is no part of its version, and not written down when it changes. Default: nothing. */
  readonly besides?: {
    readonly query: Joi.PartialSchemaMap;
    readonly view: (row: Row, query: Readonly<Record<string, unknown>>, db: Kysely<Schema>) => Promise<View>;
  };
  /** How those of one page of a list stand in it. Default: as `view` has each. */
  readonly listed?: (rows: readonly Row[], db: Kysely<Schema>) => Promise<readonly View[]>;
  /** Which things whoever has the scope may not deal with all the same; they are not there for them. Default: none. */
  readonly reaches?: Reaches<Row>;
  /** What the config file declares of this kind, by slug. Default: nothing. */
  readonly declared?: (principal: Principal) => ReadonlyMap<string, View>;
  readonly list: {
    /** Query members besides the page and `workspace_id`. */
    readonly query?: Joi.PartialSchemaMap;
    /** The rows that are wanted, of all workspaces: the list holds those of them that its asker may see, oldest first. */
    readonly rows: (query: Readonly<Record<string, unknown>>, db: Kysely<Schema>) => Rows<Row>;
    /** Which of them belong to a workspace that is named. Default: its own, and those of no workspace. */
    readonly within?: (thing: Thing<Row>, workspaceId: string) => Expression<SqlBool>;
    /** Whether a declared thing is wanted. Default: it is. */
    readonly wants?: (view: View, query: Readonly<Record<string, unknown>>) => boolean;
    /** What of a view stands in the list, of declared things too. Default: all of it. */
    readonly brief?: (view: View) => View;
    /** Whether the reply says `success` besides: Portkey's clients want it in some lists. Default: no. */
    readonly withSuccess?: true;
  };
  readonly create?: {
    readonly body: Joi.ObjectSchema;
    /** The workspace that the maker means without naming it: that of something else which it names. Default: none. */
    readonly workspaceOf?: (asked: Asked<Create>, db: Kysely<Schema>) => Promise<string | undefined>;
    /** Judges the maker again before it is told a second time what was made; where the place alone does not say it. */
    readonly judge?: (asked: Asked<Create>, writing: Writing) => Promise<void>;
    readonly run: (
      asked: Asked<Create>,
      place: { readonly workspaceId: string | null; readonly id: string },
      writing: Writing,
    ) => Promise<Made<Row>>;
    /** What is told of it. */
    readonly reply: Joi.ObjectSchema;
  };
  readonly update?: {
    readonly body: Joi.ObjectSchema;
    /** @returns What the changer is told. */
    readonly run: (row: Row, asked: Asked<Change>, writing: Writing) => Promise<View>;
    readonly reply: Joi.ObjectSchema;
  };
  readonly remove?: {
    readonly body?: Joi.ObjectSchema;
    readonly run: (row: Row, asked: Asked, writing: Writing) => Promise<void>;
  };
  /** How `view` looks. */
  readonly shown: Joi.ObjectSchema;
}
