// The thread that SQLite runs in: it waits for locks and for the disk, which must never stop the thread that serves.
// JavaScript with its types in comments, because Node 20 starts no thread from TypeScript, and this one file has to run
// from the sources, from what is compiled of them and beside a bundle.
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {import('./sqlite-messages.ts').Question} Question */
/** @typedef {import('./sqlite-messages.ts').Batch} Batch */
/** @typedef {import('./sqlite-messages.ts').Answer} Answer */
/** @typedef {import('./sqlite-messages.ts').ThreadSettings} ThreadSettings */
/** @typedef {import('./sqlite-messages.ts').DatabaseSync} DatabaseSync */
/** @typedef {import('./sqlite-messages.ts').StatementSync} StatementSync */

const KEPT_STATEMENTS = 256;
const BUSY = 5;
const READ_ONLY = 8;
const CANNOT_OPEN = 14;
const CONSTRAINT = 19;
const GIVE_BACK = 'pragma incremental_vacuum';
/** As SQLite says it of a reference to what is not there. */
const NOT_FOUND = 'FOREIGN KEY constraint failed';

// FULL: what is acknowledged is on the disk.
const FOR_EACH = 'pragma synchronous = full';
// NORMAL: the disk is waited for once in 16 MB. A power cut takes the last commits, the end of a process none.
// The log that commits go through is cut to 32 MB when it begins anew: after a long look of somebody's it may be much longer.
const FOR_MANY =
  'pragma synchronous = normal; pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 32000000; pragma cache_size = -32000';

/** @type {ThreadSettings} */
const { file, readOnly, busyMs, care } = workerData;

// Node has one of its own since 22.13; before that it is a package of the same shape. Not written out in the import, for
// Node 20's types do not know it.
/** @type {string} */
const BUILT_IN = 'node:sqlite';
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const builtIn = major > 22 || (major === 22 && minor >= 13);
/** @type {{ DatabaseSync: new (file: string | URL, options: { timeout: number, readOnly?: boolean }) => DatabaseSync }} */
const { DatabaseSync } = await (builtIn ? import(BUILT_IN) : import('@photostructure/sqlite'));

// The number next to −1: the package takes it for a whole one and cuts it off to 0. Sums of what goes come to it.
const NEXT_TO_MINUS_ONE = -1 + Number.EPSILON / 2;

/** Which file this is, whatever its name stands for later. */
const opened = statSync(file);

/**
 * @typedef {object} Connection
 * @property {DatabaseSync} database
 * @property {number | undefined} stillAt Of a file that it takes to be still: when that was written last.
 * @property {Map<string, { statement: StatementSync, answersRows: boolean }>} statements
 */

/** @type {Map<number, Connection>} */
const connections = new Map();

/**
 * A file that was moved away is still written to by whoever has it open, and what is acknowledged then is gone with the
 * last of them. One that stands in its place is another database, which this thread must not lay its log beside.
 */
function requireInPlace() {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.ino === opened.ino && found.dev === opened.dev) return;
  const what = found ? 'another file stands in its place: start again to use it' : 'it was moved away or removed';
  throw Object.assign(new Error(`unable to open database file, ${what}`), { errcode: CANNOT_OPEN });
}

/** @param {number} number */
function connection(number) {
  const open = connections.get(number);
  if (open && (open.stillAt === undefined || open.stillAt === stillSince())) return open;
  open?.database.close();
  connections.delete(number);
  const fresh = { ...openFile(), statements: new Map() };
  connections.set(number, fresh);
  return fresh;
}

/** @returns {Omit<Connection, 'statements'>} */
function openFile() {
  const database = new DatabaseSync(file, { timeout: busyMs });
  try {
    prepareDatabase(database);
    return { database, stillAt: undefined };
  } catch (error) {
    database.close();
    const stillAt = stillSince();
    if (!readOnly || ((codeOf(error) ?? 0) & 0xff) !== READ_ONLY || stillAt === undefined) throw error;
    // SQLite reads no file of ours where it can put none beside it, but for one of which it is told that nobody writes to it.
    const still = pathToFileURL(file);
    still.searchParams.set('immutable', '1');
    return { database: new DatabaseSync(still, { timeout: busyMs, readOnly: true }), stillAt };
  }
}

/** When a file that nobody has open for writing was written last; undefined while somebody has. */
function stillSince() {
  return existsSync(`${file}-wal`) ? undefined : statSync(file).mtimeMs;
}

/** @param {DatabaseSync} database */
function prepareDatabase(database) {
  database.exec(`pragma busy_timeout = ${busyMs}`);
  // Only a file with nothing in it takes this, so whoever is first has to say it.
  if (care === 'many') patiently(() => database.exec('pragma auto_vacuum = incremental'));
  patiently(() => database.exec('pragma journal_mode = wal'));
  database.exec('pragma foreign_keys = on');
  database.exec(care === 'many' ? FOR_MANY : FOR_EACH);
  // What is deleted is overwritten: a secret that was given up is not to be found in the file. It has to be so from the
  // beginning, for a page that is split leaves copies behind that nothing finds later.
  database.exec(readOnly ? 'pragma query_only = on' : 'pragma secure_delete = on');
}

/**
 * While others open the file too, SQLite gives up on this at once in place of waiting for them.
 *
 * @param {() => void} work
 */
function patiently(work) {
  const until = Date.now() + busyMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (codeOf(error) !== BUSY || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 + Math.random() * 20);
    }
  }
}

/**
 * @param {readonly import('./sqlite-messages.ts').SqliteValue[]} values
 * @returns {readonly import('./sqlite-messages.ts').SqliteValue[]}
 */
function bindable(values) {
  if (builtIn || !values.includes(NEXT_TO_MINUS_ONE)) return values;
  return values.map((value) => (value === NEXT_TO_MINUS_ONE ? -1 : value));
}

/**
 * @param {number} number
 * @param {string} sql
 */
function prepared(number, sql) {
  const { database, statements } = connection(number);
  const kept = statements.get(sql);
  if (kept) return kept;
  const statement = database.prepare(sql);
  const made = { statement, answersRows: statement.columns().length > 0 };
  if (statements.size >= KEPT_STATEMENTS) statements.delete([...statements.keys()][0] ?? '');
  statements.set(sql, made);
  return made;
}

/**
 * @param {Question} question
 * @returns {Answer}
 */
function answer({ id, connection: number, sql, parameters, until }) {
  try {
    if (Date.now() > until) throw new Error('nobody waits for it any more');
    if (sql === 'rollback') return { id, rows: rollBack(number), changes: 0 };
    requireInPlace();
    if (sql.startsWith(GIVE_BACK)) return { id, rows: giveBack(number, sql), changes: 0 };
    const { statement, answersRows } = prepared(number, sql);
    if (answersRows) return { id, rows: statement.all(...bindable(parameters)), changes: 0 };
    return { id, rows: [], changes: Number(statement.run(...bindable(parameters)).changes) };
  } catch (error) {
    return { id, error: { message: messageOf(error), code: codeOf(error) } };
  }
}

/**
 * @param {Batch} batch
 * @returns {Answer}
 */
function answerBatch({ id, connection: number, batch, until }) {
  let began = false;
  try {
    if (Date.now() > until) throw new Error('nobody waits for it any more');
    requireInPlace();
    connection(number).database.exec('begin immediate');
    began = true;
    for (const statement of batch) runForEach(number, statement);
    connection(number).database.exec('commit');
    return { id, rows: [], changes: 0 };
  } catch (error) {
    if (began) rollBack(number);
    return { id, error: { message: messageOf(error), code: codeOf(error) } };
  }
}

/**
 * @param {number} number
 * @param {import('./sqlite-messages.ts').BatchStatement} all
 */
function runForEach(number, { sql, width, values: given }) {
  const { statement, answersRows } = prepared(number, sql);
  const values = bindable(given);
  for (let at = 0; at < values.length; at += width) {
    const row = values.slice(at, at + width);
    if (!answersRows) statement.run(...row);
    else if (statement.all(...row).length === 0) throw Object.assign(new Error(NOT_FOUND), { errcode: CONSTRAINT });
  }
}

/**
 * It gives back a page each time that it is asked to go on, and has no rows: `run` would end it after the first.
 *
 * @param {number} number
 * @param {string} sql
 */
function giveBack(number, sql) {
  connection(number).database.exec(sql);
  return [];
}

/**
 * A connection of which nobody knows in which state it is, is closed, and that undoes what it had begun.
 *
 * @param {number} number
 */
function rollBack(number) {
  try {
    connection(number).database.exec('rollback');
  } catch {
    // After some errors SQLite has rolled back by itself, and after others it cannot.
    connections.get(number)?.database.close();
    connections.delete(number);
  }
  return [];
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * SQLite's own number of what went wrong.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  return typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : undefined;
}

parentPort?.on('message', (/** @type {Question | Batch | 'end'} */ message) => {
  if (message !== 'end') return parentPort?.postMessage('batch' in message ? answerBatch(message) : answer(message));
  for (const { database } of connections.values()) database.close();
  parentPort?.close();
});
