/**
 * The kit by itself: runs a provider against its recorded replies or live, tells what works as a table, and writes the manifest that the router reads.
 *
 * @module
 */

export type { Folder } from './replies/folder.ts';
export { runLive, type LiveOptions } from './live/run-live.ts';
export { runKit, type KitOptions } from './kit.ts';
export { manifestOf, manifestText } from './manifest.ts';
export { CONDUCT_RULES, type Cell, type CellStatus, type Conduct, type ConductRule, type Problem, type Report } from './report.ts';
export type { AskedRequest, RecordedAnswer, ReplyFile } from './replies/reply-file.ts';
export { runCheck, type CheckCase } from './extensions/check.ts';
export { runStrategy, type StrategyCase } from './extensions/strategy.ts';
export { tableOf } from './table.ts';
