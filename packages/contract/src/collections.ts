/** `POST /v1/collections` */
export interface CollectionCreate {
  readonly name: string;
  readonly slug?: string;
  /** Default: that of the collection around it, else the maker's own. */
  readonly workspace_id?: string;
  /** The collection around it, by id or slug. */
  readonly parent_collection_id?: string | null;
}

/** `PUT /v1/collections/{id}` */
export interface CollectionUpdate {
  readonly name?: string;
}

/** A folder of prompts and partials. */
export interface Collection {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly workspace_id: string | null;
  readonly parent_collection_id: string | null;
  /** Where things go whose maker names no collection; it cannot be removed. */
  readonly is_default: 0 | 1;
  readonly status: 'active';
  readonly created_at: string;
  readonly last_updated_at: string;
  /** What is right in it. */
  readonly collection_details: {
    readonly collection_count: number;
    readonly prompt_count: number;
    readonly partial_count: number;
  };
  readonly object: 'collection';
  readonly origin: 'api';
}

/** What is answered to a creation. */
export interface CollectionMade {
  readonly id: string;
  readonly slug: string;
  readonly object: 'collection';
}
