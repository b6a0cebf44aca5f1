/** Where PostgreSQL's programs are; undefined where it is not installed. */
export declare function postgresBinaries(): string | undefined;

/** What a suite says that cannot run without it. */
export declare const HOW_TO_GET_POSTGRES: string;

/** A server of a suite's own. */
export interface Cluster {
  /** Of its one database. */
  readonly url: string;
  /** The database's address with an empty schema that nobody else has. */
  schema(): Promise<string>;
  /** What `psql` prints for this. */
  query(sql: string): Promise<string>;
  /** Stops it where it stands: it accepts what is sent and answers nothing. */
  pause(): void;
  resume(): void;
  /** Ends it as a power failure would. */
  kill(): Promise<void>;
  /** After it was killed, on the same port with the same data. */
  start(): Promise<void>;
  /** Ends it and throws its data away. */
  stop(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. It ends with this process, even if that is killed. */
export declare function startPostgres(): Promise<Cluster>;
