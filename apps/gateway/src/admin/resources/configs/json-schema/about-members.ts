const INHERITED = 'Inherited by targets within; the nearer replaces it.';
const HOOKS = 'Slugs of saved guardrails, or checks as {"default.contains": {…}, "deny": true}.';
const FIELDS = 'metadata.NAME, params.NAME or headers.NAME';
const DEADLINE = 'In milliseconds; 0 switches it off.';

/** What each member of the config language is for, by its dotted path, in a few words for whoever writes one. */
export const ABOUT: Readonly<Record<string, string>> = {
  name: 'What conditions and experiments call this target.',
  weight: 'Its share, where the strategy draws. Default: 1; 0 takes no part.',
  index: 'Taken and not read.',
  provider: 'Whom to call: a provider’s slug, or "@" and the slug of a virtual key.',
  virtual_key: 'The slug of a stored credential, which says whom to call.',
  prompt_id: 'A stored prompt whose messages and parameters come with the call: its slug or id, and "@" and a version or label.',
  api_key: 'A credential for the provider. Better kept as a virtual key.',
  api_keys: 'A pool of credentials: the next is used when one meets a limit or is refused.',
  custom_host: `The base URL in place of the provider’s own. ${INHERITED}`,
  request_timeout: `Milliseconds until the reply’s headers; then 408. ${INHERITED}`,
  connect_timeout_ms: `Until there is a connection. ${DEADLINE} ${INHERITED}`,
  first_byte_timeout_ms: `Until the reply begins. ${DEADLINE} ${INHERITED}`,
  first_event_timeout_ms: `Until the first event of a stream. ${DEADLINE} ${INHERITED}`,
  idle_timeout_ms: `Between two pieces of a reply. ${DEADLINE} ${INHERITED}`,
  forward_headers: `Names of headers of the caller that go to the provider as they are. ${INHERITED}`,
  override_params: 'Stands over the members of the request’s body: {"model": "…", "temperature": 0}. Merged with those around it.',
  default_params: `Members for a body that does not have them. ${INHERITED}`,
  drop_params: `Members that are taken out of the body, as dotted paths. ${INHERITED}`,
  strict_open_ai_compliance: 'Replies keep to what OpenAI has: true (the default), or the provider’s own extras as well.',
  retry: `Tries a target again that fails. ${INHERITED}`,
  'retry.attempts': 'How often, up to 5.',
  'retry.on_status_codes': 'At these statuses. Default: 429, 500, 502, 503, 504, 529.',
  'retry.use_retry_after_header': 'On 429, wait as long as the provider asks; longer than a minute is given up.',
  'retry.use_retry_after_headers': 'The same in another spelling.',
  cache: `Keeps complete answers and gives one again to whoever asks the very same. ${INHERITED}`,
  'cache.mode': 'How asks are compared: "simple" is word for word.',
  'cache.max_age': 'Seconds, from 60 to 7,776,000. Default: a week.',
  on_stream_failure:
    'A stream that breaks after its first event: "error" ends it so, "continue" goes on at the next target of the fallback.',
  input_guardrails: `Checks in front of the request. ${HOOKS}`,
  output_guardrails: `Checks of the answer. ${HOOKS}`,
  before_request_hooks: 'Checks in front of the request, written out.',
  after_request_hooks: 'Checks of the answer, written out.',
  input_mutators: 'What rewrites the request.',
  output_mutators: 'What rewrites the answer.',
  strategy: 'How one of "targets" is chosen.',
  'strategy.mode': 'The way of choosing.',
  'strategy.on_status_codes': 'fallback: move on at these statuses and at nothing else. Default: at every status but 2xx.',
  'strategy.on_fault_kinds': 'fallback: move on at these faults, beside the statuses.',
  'strategy.hedge_after_ms':
    'fallback: where a target is slow, ask the next one too after so many milliseconds; the first good answer wins.',
  'strategy.on_stream_failure': 'fallback: as on_stream_failure of a config, for this strategy.',
  'strategy.conditions': 'conditional: the first one that holds names the target.',
  'strategy.conditions.query':
    'What has to hold: {"metadata.plan": {"$eq": "paid"}}. Of metadata.NAME, params.NAME, headers.NAME and url.pathname, with $eq $ne $gt $gte $lt $lte $in $nin $regex, and $and $or around.',
  'strategy.conditions.then': 'The name of the target.',
  'strategy.default': 'conditional: the name of the target where no condition holds.',
  'strategy.sticky': 'loadbalance: keeps requests that are alike at one target.',
  'strategy.sticky.enabled': 'Whether it does.',
  'strategy.sticky.hash_fields': `What makes them alike: ${FIELDS}.`,
  'strategy.sticky.ttl': 'For so many seconds.',
  'strategy.by': `split: who a user is, by the first of these that is there: ${FIELDS}. Default: metadata._user, else user in the body.`,
  'strategy.experiment': 'split: the name of the experiment, by which its results are found.',
  'strategy.cb_config': 'Opens a target’s circuit when it fails too often: it is then passed over.',
  'strategy.cb_config.failure_threshold': 'Failures that open it.',
  'strategy.cb_config.failure_threshold_percentage': 'Share of failures, in percent, that opens it once there are enough requests.',
  'strategy.cb_config.minimum_requests': 'What is enough. Default: 5.',
  'strategy.cb_config.cooldown_interval': 'Milliseconds after which it closes by itself. At least, and by default, 30000.',
  'strategy.cb_config.failure_status_codes': 'What counts as a failure. Default: from 500 on, and 408.',
  targets: 'Whom to choose among: targets, or strategies with targets of their own.',
  shadow: 'A second way for a share of the requests, whose answers no caller sees. At the root of a config only.',
  'shadow.name': 'What reports call it.',
  'shadow.target': 'Where the copies go: a target, or a strategy with targets. It inherits nothing.',
  'shadow.share': 'Of the requests, from 0 to 1. Default: 1.',
  'shadow.cap': 'What the copies may cost. Default: 1 dollar a day; null: without a limit.',
  'shadow.cap.cost': 'US dollars.',
  'shadow.cap.period': 'In each of these. Default: daily.',
  'shadow.cached': 'Also what the cache has answered. Default: false.',
};

/** What each way of choosing does. */
export const ABOUT_MODES: Readonly<Record<string, string>> = {
  single: 'The first target, whatever stands behind it.',
  fallback: 'One after another until one answers well.',
  loadbalance: 'A draw by weight.',
  conditional: 'The target that the first condition names which holds.',
  split: 'An experiment: each user gets one variant by weight, and keeps it.',
  least_latency: 'Whoever has lately given the first token soonest.',
  lowest_cost: 'Whoever does it for least, by prices and an estimate of the tokens.',
};

/** Members that the language knows and that are refused where they stand; they are no help to whoever writes one. */
export const REFUSED_MEMBERS: ReadonlySet<string> = new Set([
  'cb_config',
  'options',
  'passthrough',
  'guardrails',
  'fetch_integrated_models',
]);
