import { NO_EXTENSIONS, type Extensions } from '../extensions.ts';
import type { Check, Hook, Phase, SavedHook } from './hook.ts';
import { isHookMember, readHookMembers } from './hook-members.ts';
import { readCheck, type Path, type Problem, type WrittenCheck } from './read-check.ts';
import { isRecord, type JsonRecord } from './subject.ts';

/** The hooks of a config, and all that is wrong with them. */
export interface HooksRead {
  readonly before: (Hook | SavedHook)[];
  readonly after: (Hook | SavedHook)[];
  /** A config with any of these is to be refused: a guardrail skipped is worse than none. */
  readonly problems: Problem[];
}

interface Member {
  readonly name: string;
  readonly phase: Phase;
  readonly type: Hook['type'];
}

/** In the order in which they run: a guardrail judges what really goes out, so mutators come first. */
const MEMBERS: readonly Member[] = [
  { name: 'before_request_hooks', phase: 'before', type: 'guardrail' },
  { name: 'input_mutators', phase: 'before', type: 'mutator' },
  { name: 'input_guardrails', phase: 'before', type: 'guardrail' },
  { name: 'after_request_hooks', phase: 'after', type: 'guardrail' },
  { name: 'output_mutators', phase: 'after', type: 'mutator' },
  { name: 'output_guardrails', phase: 'after', type: 'guardrail' },
];

/** The hooks that one object of a config names, in any of their spellings. Wire spec §12. */
export function readHooks(node: JsonRecord, plugins: Extensions['checks'] = NO_EXTENSIONS.checks): HooksRead {
  const read: HooksRead = { before: [], after: [], problems: [] };
  for (const member of MEMBERS) {
    const list = node[member.name] ?? [];
    if (!Array.isArray(list)) read.problems.push({ path: [member.name], message: `"${member.name}" takes a list` });
    else {
      list.forEach((entry: unknown, index) => {
        const { hook, problems } = readEntry(entry, index, member, plugins);
        if (hook) read[member.phase].push(hook);
        read.problems.push(...problems);
      });
    }
  }
  return read;
}

interface EntryRead {
  /** None if all its checks are disabled, or something is wrong. */
  readonly hook?: Hook | SavedHook;
  readonly problems: readonly Problem[];
}

function readEntry(entry: unknown, index: number, member: Member, plugins: Extensions['checks']): EntryRead {
  const path = [member.name, index];
  if (typeof entry === 'string') {
    const takesNames = member.name.endsWith('_guardrails');
    return takesNames ? { hook: { saved: entry }, problems: [] } : { problems: [{ path, message: misplacedName(entry, member) }] };
  }
  if (!isRecord(entry)) return { problems: [{ path, message: 'a hook is an object, as {"default.contains": {"words": ["x"]}}' }] };
  const { members, problems: wrong } = readHookMembers(entry);
  const { id = `${member.name.replace(/s$/, '')}_${index}`, type = member.type, deny = false, async = false, sequential = false } = members;
  const problems: Problem[] = wrong.map(({ name, message }) => ({ path: [...path, name], message }));
  if (async && type === 'mutator')
    problems.push({ path: [...path, 'async'], message: 'a mutator cannot be "async": nothing would see what it rewrites' });
  if (async && deny)
    problems.push({
      path: [...path, 'deny'],
      message: 'a hook that is "async" cannot "deny": it ends after the reply. Take one of the two out',
    });

  const written = writtenChecks(entry, members.checks ?? [], path);
  if (written.checks.length + written.problems.length === 0 && wrong.length === 0)
    problems.push({ path, message: 'the hook has no checks' });
  problems.push(...written.problems);
  const checks: Check[] = [];
  for (const check of written.checks.filter(({ parameters }) => !isDisabled(parameters))) {
    const result = readCheck({ ...check, parameters: withoutSwitch(check.parameters) }, { phase: member.phase, type, async }, plugins);
    if ('id' in result) checks.push(result);
    else problems.push(...result);
  }
  if (problems.length > 0 || checks.length === 0) return { problems };
  const { onSuccess, onFail } = members;
  return { hook: { id, type, deny, async, sequential, checks, ...(onSuccess && { onSuccess }), ...(onFail && { onFail }) }, problems };
}

const misplacedName = (slug: string, { phase }: Member) =>
  `Following guardrails are not valid: ${slug}. A saved guardrail is named in "${phase === 'before' ? 'input' : 'output'}_guardrails"`;

/** The checks of both spellings: those that are members of the hook, and those in its list. */
function writtenChecks(entry: JsonRecord, list: readonly unknown[], path: Path): { checks: WrittenCheck[]; problems: Problem[] } {
  const checks: WrittenCheck[] = Object.entries(entry)
    .filter(([name]) => !isHookMember(name))
    .map(([name, parameters]) => ({ id: name, path: [...path, name], parameters }));
  const problems: Problem[] = [];
  list.forEach((item, index) => {
    const place = [...path, 'checks', index];
    // A name is for people, and what is exported from elsewhere has one.
    const { id, parameters, name: _name, ...rest } = isRecord(item) ? item : {};
    const unknown = Object.keys(rest).find((name) => !isSwitch(name));
    if (typeof id !== 'string')
      problems.push({ path: place, message: 'a check is an object with an "id", as {"id": "default.contains", "parameters": {…}}' });
    else if (unknown !== undefined)
      problems.push({
        path: [...place, unknown],
        message: `"${unknown}" is not a member of a check: those are "id", "parameters", "name" and "is_enabled"`,
      });
    else if (isDisabled(rest)) checks.push({ id, path: place, parameters: rest });
    else checks.push({ id, path: parameters === undefined ? place : [...place, 'parameters'], parameters });
  });
  return { checks, problems };
}

const isSwitch = (name: string) => name === 'is_enabled' || name === 'isEnabled';

const isDisabled = (value: unknown) => isRecord(value) && (value['is_enabled'] === false || value['isEnabled'] === false);

const withoutSwitch = (parameters: unknown) =>
  isRecord(parameters)
    ? Object.fromEntries(Object.entries(parameters).filter(([name, value]) => !isSwitch(name) || typeof value !== 'boolean'))
    : parameters;
