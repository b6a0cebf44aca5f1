/** A config as it is drawn: choices, and targets at their ends. */
export interface RouteNode {
  /** Its place, as the gateway names it: `config.targets[0]`. */
  readonly label: string;
  /** How the node above comes here: `first`, `3 of 4`, `if metadata.plan is "paid"`; undefined for the root. */
  readonly way: string | undefined;
  /** For a choice how it chooses; for a target whom it asks. */
  readonly title: string;
  readonly name: string | undefined;
  /** What else counts here: retries, the cache, checks. */
  readonly notes: readonly string[];
  /** Undefined for a target. */
  readonly branches: readonly RouteNode[] | undefined;
  /** More branches than are drawn. */
  readonly more: number;
}

/** Of a fork: nobody reads a drawing of a thousand. */
const MOST_BRANCHES = 40;
const MOST_LEVELS = 12;

type Members = Readonly<Record<string, unknown>>;

/** The drawing of a config, however unfinished that is; undefined for what is no object. */
export const treeOf = (config: unknown): RouteNode | undefined => (isMembers(config) ? nodeOf(config, 'config', undefined, 0) : undefined);

function nodeOf(node: Members, label: string, way: string | undefined, level: number): RouteNode {
  const { targets, strategy, name } = node;
  const isFork = Array.isArray(targets) && level < MOST_LEVELS;
  const mode = isMembers(strategy) ? text(strategy['mode']) : text(strategy);
  const branches = isFork ? (targets as readonly unknown[]) : undefined;
  const ways = branches && waysOf(mode, isMembers(strategy) ? strategy : {}, branches);
  return {
    label,
    way,
    name: text(name),
    title: branches ? forkTitle(mode, strategy) : targetTitle(node),
    notes: notesOf(node, isMembers(strategy) ? strategy : {}),
    branches: branches
      ?.slice(0, MOST_BRANCHES)
      .map((branch, index) => nodeOf(isMembers(branch) ? branch : {}, `${label}.targets[${index}]`, ways![index], level + 1)),
    more: Math.max(0, (branches?.length ?? 0) - MOST_BRANCHES),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  single: 'Single: the first target',
  fallback: 'Fallback: one after another',
  loadbalance: 'Load balance: a draw by weight',
  conditional: 'Conditional: the first condition that holds',
  least_latency: 'Least latency: who answers soonest',
  lowest_cost: 'Lowest cost: who does it for least',
};

function forkTitle(mode: string | undefined, strategy: unknown): string {
  if (mode === undefined) return TITLES['single']!;
  if (mode !== 'split') return TITLES[mode] ?? mode;
  const experiment = isMembers(strategy) ? text(strategy['experiment']) : undefined;
  return experiment === undefined ? 'Split: each user keeps one' : `Split “${experiment}”: each user keeps one`;
}

function targetTitle({ provider, virtual_key: virtualKey, prompt_id: prompt, override_params: params }: Members): string {
  const who =
    text(virtualKey) !== undefined
      ? `@${text(virtualKey)}`
      : (text(provider) ?? (text(prompt) === undefined ? 'whom the call names' : `prompt ${text(prompt)}`));
  const model = isMembers(params) ? text(params['model']) : undefined;
  return model === undefined ? who : `${who} · ${model}`;
}

/** How each branch is come to. */
function waysOf(mode: string | undefined, strategy: Members, branches: readonly unknown[]): readonly string[] {
  switch (mode) {
    case 'loadbalance':
    case 'split':
      return weightWays(branches);
    case 'conditional':
      return branches.map((branch, index) => conditionWay(strategy, isMembers(branch) ? text(branch['name']) : undefined, index));
    case 'fallback':
      return branches.map((_, index) => (index === 0 ? 'first' : `if ${index === 1 ? 'that' : 'those'} failed`));
    case undefined:
    case 'single':
      return branches.map((_, index) => (index === 0 ? 'always' : 'never'));
    default:
      return branches.map((_, index) => `choice ${index + 1}`);
  }
}

function weightWays(branches: readonly unknown[]): readonly string[] {
  const weights = branches.map((branch) => (isMembers(branch) && typeof branch['weight'] === 'number' ? Math.max(0, branch['weight']) : 1));
  const sum = weights.reduce((left, right) => left + right, 0);
  // Where all weigh nothing all take part alike.
  if (sum === 0) return branches.map(() => `1 of ${branches.length}`);
  return weights.map((weight) => (weight === 0 ? 'never: weight 0' : `${weight} of ${Math.round(sum * 1000) / 1000}`));
}

function conditionWay({ conditions, default: otherwise }: Members, name: string | undefined, index: number): string {
  const own = (Array.isArray(conditions) ? (conditions as readonly unknown[]) : []).filter(
    (each): each is Members => isMembers(each) && (each['then'] === name || each['then'] === index) && each['then'] !== undefined,
  );
  const ways = own.map(({ query }) => `if ${queryWords(query)}`);
  if (otherwise !== undefined && (otherwise === name || otherwise === index)) ways.push('otherwise');
  return ways.join('; ') || 'never: no condition names it';
}

const OPERATORS: Readonly<Record<string, string>> = {
  $eq: 'is',
  $ne: 'is not',
  $gt: '>',
  $gte: '≥',
  $lt: '<',
  $lte: '≤',
  $in: 'is one of',
  $nin: 'is none of',
  $regex: 'matches',
};

/** A query in words: `metadata.plan is "paid" and params.temperature < 1`. */
export function queryWords(query: unknown): string {
  if (!isMembers(query)) return 'the condition holds';
  const parts = Object.entries(query).map(([name, asked]) => {
    if ((name === '$and' || name === '$or') && Array.isArray(asked))
      return `(${(asked as readonly unknown[]).map(queryWords).join(name === '$and' ? ' and ' : ' or ')})`;
    if (!isMembers(asked)) return `${name} is ${JSON.stringify(asked)}`;
    return Object.entries(asked)
      .map(([operator, value]) => `${name} ${OPERATORS[operator] ?? operator} ${JSON.stringify(value)}`)
      .join(' and ');
  });
  return parts.join(' and ') || 'always';
}

/** What counts at a node besides whom it asks. */
function notesOf(node: Members, strategy: Members): readonly string[] {
  const { retry, cache, request_timeout: timeout, shadow } = node;
  const guards = ['input_guardrails', 'output_guardrails', 'before_request_hooks', 'after_request_hooks'].reduce(
    (count, member) => count + (Array.isArray(node[member]) ? (node[member] as readonly unknown[]).length : 0),
    0,
  );
  const attempts = isMembers(retry) ? retry['attempts'] : undefined;
  const mode = isMembers(cache) ? text(cache['mode']) : text(cache);
  const target = isMembers(shadow) && isMembers(shadow['target']) ? treeOf(shadow['target']) : undefined;
  const statuses = strategy['on_status_codes'];
  return [
    ...(typeof attempts === 'number' ? [`${attempts} ${attempts === 1 ? 'retry' : 'retries'}`] : []),
    ...(mode === undefined ? [] : [`cache: ${mode}`]),
    ...(typeof timeout === 'number' ? [`timeout ${timeout} ms`] : []),
    ...(guards === 0 ? [] : [`${guards} ${guards === 1 ? 'check' : 'checks'}`]),
    ...(Array.isArray(statuses) ? [`moves on at ${statuses.join(', ')}`] : []),
    ...(typeof strategy['hedge_after_ms'] === 'number' ? [`asks the next one too after ${strategy['hedge_after_ms']} ms`] : []),
    ...(strategy['cb_config'] === undefined ? [] : ['circuit breaker']),
    ...(isMembers(shadow) ? [`shadow “${text(shadow['name']) ?? ''}” to ${target?.title ?? 'a target'}`] : []),
  ];
}

/** Texts come from people: what is no text or is endless is not drawn. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 120) : undefined);

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
