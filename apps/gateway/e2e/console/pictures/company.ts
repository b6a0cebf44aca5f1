/** A company that might use a gateway: what it has set up, as the API takes it. */
export const PEOPLE = [
  { email: 'priya@harbour.example', first_name: 'Priya', last_name: 'Raman', role: 'admin' },
  { email: 'tomas@harbour.example', first_name: 'Tomás', last_name: 'Ferreira', role: 'member' },
  { email: 'ingrid@harbour.example', first_name: 'Ingrid', last_name: 'Solberg', role: 'member' },
  { email: 'kwame@harbour.example', first_name: 'Kwame', last_name: 'Mensah', role: 'member' },
] as const;

export const INVITED = ['lucia@harbour.example', 'yuki@harbour.example'] as const;

export const WORKSPACES = [
  { name: 'Support', slug: 'support', description: 'Answers to customers' },
  { name: 'Search', slug: 'search', description: 'Finding things in the shop' },
] as const;

/** Nobody calls these: what they did is written into the log. */
export const CREDENTIALS = [
  { slug: 'anthropic-eu', name: 'Anthropic, Europe', provider: 'anthropic', budget: 400 },
  { slug: 'openai-main', name: 'OpenAI', provider: 'openai', budget: 250 },
  { slug: 'groq-fast', name: 'Groq, for what must be quick', provider: 'groq', budget: 40 },
  { slug: 'practice', name: 'Practice', provider: 'mock', budget: undefined },
] as const;

export const CONFIGS = [
  {
    slug: 'pc-support',
    name: 'Support answers',
    config: {
      strategy: { mode: 'fallback', on_status_codes: [429, 500, 502, 503, 529] },
      targets: [
        { name: 'careful', virtual_key: 'anthropic-eu', override_params: { model: 'claude-sonnet-4-5' }, retry: { attempts: 2 } },
        { name: 'spare', virtual_key: 'openai-main', override_params: { model: 'gpt-4.1' } },
      ],
      request_timeout: 30_000,
    },
  },
  {
    slug: 'pc-search',
    name: 'Search',
    config: {
      strategy: { mode: 'loadbalance' },
      cache: { mode: 'simple', max_age: 3_600 },
      targets: [
        { name: 'quick', virtual_key: 'groq-fast', weight: 3, override_params: { model: 'llama-3.3-70b-versatile' } },
        { name: 'small', virtual_key: 'openai-main', weight: 1, override_params: { model: 'gpt-4.1-mini' } },
      ],
    },
  },
  {
    slug: 'pc-summaries',
    name: 'Ticket summaries',
    config: {
      strategy: { mode: 'split', experiment: 'shorter-summaries' },
      targets: [
        { name: 'control', weight: 1, virtual_key: 'openai-main', override_params: { model: 'gpt-4.1-mini' } },
        { name: 'shorter', weight: 1, virtual_key: 'openai-main', override_params: { model: 'gpt-4.1-nano' } },
      ],
    },
  },
  {
    slug: 'pc-practice',
    name: 'Practice, with a spare',
    config: {
      strategy: { mode: 'fallback', cb_config: { failure_threshold: 3, cooldown_interval: 600_000, minimum_requests: 1 } },
      targets: [
        { name: 'away', virtual_key: 'practice', override_params: { model: 'mock', mock: { status: 503 } } },
        { name: 'spare', virtual_key: 'practice', override_params: { model: 'mock' } },
      ],
    },
  },
] as const;

const said = (...messages: readonly (readonly [role: string, content: string])[]) =>
  JSON.stringify(messages.map(([role, content]) => ({ role, content })));

export const FOLDERS = ['Customers', 'Shop'] as const;

/** Each with what later versions change. */
export const PROMPTS = [
  {
    slug: 'pp-support-answer',
    name: 'Support answer',
    folder: 'Customers',
    virtual_key: 'practice',
    model: 'mock',
    parameters: { temperature: 0.2, max_tokens: 600 },
    versions: [
      { about: 'First', string: said(['system', 'You answer customers of {{shop}}.'], ['user', '{{question}}']) },
      {
        about: 'Says which order it is about',
        string: said(
          ['system', 'You answer customers of {{shop}}. Be brief and kind.\nThe order in question is {{order}}.'],
          ['user', '{{question}}'],
        ),
      },
      {
        about: 'Admits what it does not know',
        string: said(
          [
            'system',
            'You answer customers of {{shop}}. Be brief and kind.\nThe order in question is {{order}}.\n{{>pp-house-style}}\nIf you do not know, say so, and offer a call.',
          ],
          ['user', '{{question}}'],
        ),
      },
    ],
  },
  {
    slug: 'pp-ticket-summary',
    name: 'Ticket summary',
    folder: 'Customers',
    virtual_key: 'openai-main',
    model: 'gpt-4.1-mini',
    parameters: { temperature: 0, max_tokens: 200 },
    versions: [{ about: 'First', string: said(['user', 'Sum this ticket up in three sentences:\n\n{{ticket}}']) }],
  },
  {
    slug: 'pp-query-rewrite',
    name: 'Query rewrite',
    folder: 'Shop',
    virtual_key: 'groq-fast',
    model: 'llama-3.3-70b-versatile',
    parameters: { temperature: 0 },
    versions: [{ about: 'First', string: said(['user', 'Say what a shopper means by “{{query}}” as a list of words.']) }],
  },
  {
    slug: 'pp-product-text',
    name: 'Product text',
    folder: 'Shop',
    virtual_key: 'anthropic-eu',
    model: 'claude-sonnet-4-5',
    parameters: { temperature: 0.7 },
    versions: [{ about: 'First', string: said(['user', 'Describe {{product}} for {{audience}}, in {{language}}.']) }],
  },
] as const;

export const PARTIALS = [
  { slug: 'pp-house-style', name: 'House style', string: 'Write plain British English. Never promise a date.' },
  { slug: 'pp-refund-rules', name: 'Refund rules', string: 'Refunds within {{days}} days, in the way that was paid.' },
] as const;

export const LABELS = ['trial', 'holiday-season'] as const;

/** Programs that call, each with the key that it has. */
export const APPS = ['Help desk', 'Shop search', 'Nightly summaries'] as const;
