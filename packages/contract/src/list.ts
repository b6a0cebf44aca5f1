/** What is asked of every list. */
export interface PageQuery {
  /** From 0. */
  readonly current_page?: number;
  /** At most 1000; default: 100. */
  readonly page_size?: number;
}

/** What is asked of lists of what is in workspaces. */
export interface WorkspaceQuery extends PageQuery {
  /** Id or slug. Default: all that the asker may see. */
  readonly workspace_id?: string;
}

/** A page of a list. */
export interface List<Item> {
  readonly object: 'list';
  /** How many there are in all. */
  readonly total: number;
  readonly data: readonly Item[];
}

/** A page of a list, as some of Portkey's clients want it. */
export interface SuccessList<Item> extends List<Item> {
  readonly success: true;
}
