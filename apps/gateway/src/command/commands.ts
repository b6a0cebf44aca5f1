import type { Command } from './command.ts';

const TEXT = { type: 'string' } as const;
const SWITCH = { type: 'boolean' } as const;
const TEXTS = { type: 'string', multiple: true } as const;

/** What every command takes that asks a running gateway. */
const GATEWAY = { url: TEXT, key: TEXT } as const;
const GATEWAY_TOLD = {
  '--url U': 'the gateway (default: http://127.0.0.1:8787, or PORT)',
  '--key K': 'a Sluice key (default: SLUICE_API_KEY, SLUICE_ADMIN_KEY)',
} as const;

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    usage: ['start'],
    summary: 'serve (the default)',
    load: async () => (await import('./start.ts')).start,
  },
  check: {
    usage: ['check [FILE]'],
    summary: 'check a config file, and say what is wrong with it',
    load: async () => (await import('./check.ts')).check,
  },
  providers: {
    usage: ['providers'],
    summary: 'list the providers that are loaded',
    load: async () => (await import('./providers.ts')).providers,
  },
  plugin: {
    usage: ['plugin check NAME'],
    summary: 'load a plugin, a package or a path, as a start would; say what it is, and try whether it keeps the contract',
    told: {
      '--options O': 'what a config says to its strategy or check, as JSON, where it cannot do without',
      '--json': 'what was found as JSON',
    },
    options: { options: TEXT, json: SWITCH },
    load: async () => (await import('./plugin.ts')).plugin,
  },
  explain: {
    usage: ['explain [FILE]'],
    summary:
      "ask a running gateway what would become of a request, and why; the file holds the request's body as JSON (default: standard input)",
    told: {
      '--config C': 'a config: JSON, or the slug of a saved one',
      '--metadata M': "the request's metadata, as JSON",
      '--header N:V': 'a header of the request; may be given again',
      '--path P': 'its address (default: /v1/chat/completions)',
      ...GATEWAY_TOLD,
      '--json': 'the whole explanation as JSON',
    },
    options: { config: TEXT, metadata: TEXT, header: TEXTS, path: TEXT, ...GATEWAY, json: SWITCH },
    load: async () => (await import('./explain.ts')).explain,
  },
  replay: {
    usage: ['replay ID [--config C]'],
    summary: 'have a running gateway send a request of its log again, and say how both answers differ; ID is its x-portkey-request-id',
    told: {
      '--config C': 'in place of its own: a config as JSON, a file of one, or the slug of a saved one',
      '--metadata M': 'over the metadata that it had, as JSON',
      '--stream': 'have it streamed upstream',
      ...GATEWAY_TOLD,
      '--json': 'the answer and the comparison as JSON',
    },
    options: { config: TEXT, metadata: TEXT, stream: SWITCH, ...GATEWAY, json: SWITCH },
    load: async () => (await import('./replay.ts')).replay,
  },
  'dry-run': {
    usage: ['dry-run FILE [--limit N]'],
    summary:
      'ask a running gateway where requests of its log would go by the config in a file (JSON or YAML), and what that would cost; nobody is called',
    told: {
      '--filter F': 'which requests, as JSON: {"ai_model":"gpt-4o","status_code":200}',
      '--limit N': 'the newest so many (default: 100, at most 1000)',
      ...GATEWAY_TOLD,
      '--json': 'the whole report as JSON',
    },
    options: { filter: TEXT, limit: TEXT, ...GATEWAY, json: SWITCH },
    load: async () => (await import('./dry-run.ts')).dryRun,
  },
  db: {
    usage: ['db status', 'db migrate', 'db backup FILE', 'db restore FILE [--replace]'],
    summary:
      'look after the database: which migrations it has taken, take those that are left, write a backup, put one back (- is standard output or input)',
    told: { '--replace': 'what is in the database may go' },
    options: { replace: SWITCH },
    load: async () => (await import('./db/db.ts')).db,
  },
  secrets: {
    usage: ['secrets rotate'],
    summary: 'seal every stored secret again, under the key in SLUICE_NEW_ENCRYPTION_KEY or a new one; the old one then opens nothing',
    load: async () => (await import('./secrets/secrets.ts')).secrets,
  },
  users: {
    usage: ['users setup-link'],
    summary: 'print a new link by which an owner chooses a password for the console; links that were printed before end',
    told: { '--url U': 'where browsers find the gateway (default: its HOST and PORT)' },
    options: { url: TEXT },
    load: async () => (await import('./users.ts')).users,
  },
  keys: {
    usage: ['keys create --name N'],
    summary: 'have a running gateway make a key, and print it, this once',
    told: {
      '--name N': 'what the log calls it',
      '--scopes S': 'what it may do, with commas between (default: call providers)',
      '--workspace W': "its workspace, by slug or id (default: the organisation's)",
      '--type T': 'organisation-service, workspace-service or workspace-user (default: by --workspace)',
      '--user U': 'whose it is, for a workspace-user key',
      '--expires D': 'the day or the time from which on it is refused',
      '--config C': 'the config for calls that bring none',
      ...GATEWAY_TOLD,
      '--json': 'id and key as JSON',
    },
    options: { name: TEXT, scopes: TEXT, workspace: TEXT, type: TEXT, user: TEXT, expires: TEXT, config: TEXT, ...GATEWAY, json: SWITCH },
    load: async () => (await import('./keys.ts')).keys,
  },
  'virtual-keys': {
    usage: ['virtual-keys create --name N --provider P', 'virtual-keys update SLUG'],
    summary:
      "have a running gateway keep a provider's key, or change what it keeps; the key comes by --credential, --credential-file or standard input",
    told: {
      '--name N': 'for people',
      '--provider P': "the provider's slug",
      '--slug S': 'what callers name it by (default: made of the name)',
      '--credential K': "the provider's key; other users of this machine may see it, so rather:",
      '--credential-file F': 'the file that it is in (- is standard input)',
      '--field N=V': 'another field of the provider, as aws_region; may be given again',
      '--custom-host H': "the upstream base in place of the provider's own",
      '--workspace W': 'whose it is, by slug or id',
      '--status S': 'active, or archived: it cannot be called with',
      ...GATEWAY_TOLD,
      '--json': 'id and slug as JSON',
    },
    options: {
      name: TEXT,
      provider: TEXT,
      slug: TEXT,
      credential: TEXT,
      'credential-file': TEXT,
      field: TEXTS,
      'custom-host': TEXT,
      workspace: TEXT,
      status: TEXT,
      ...GATEWAY,
      json: SWITCH,
    },
    load: async () => (await import('./virtual-keys.ts')).virtualKeys,
  },
  configs: {
    usage: ['configs apply FILE|FOLDER…'],
    summary:
      'bring the configs of a running gateway to what the files say, and tell what has changed; a file is YAML or JSON, its name the slug',
    told: {
      '--dry-run': 'say what would change, and change nothing',
      '--workspace W': 'whose new ones are, by slug or id',
      ...GATEWAY_TOLD,
    },
    options: { 'dry-run': SWITCH, workspace: TEXT, ...GATEWAY },
    load: async () => (await import('./configs.ts')).configs,
  },
  prompts: {
    usage: ['prompts pull FOLDER', 'prompts push FOLDER [--publish]'],
    summary: 'write the prompts and partials of a running gateway into files, one each, or bring it to what the files say',
    told: {
      '--publish': 'the versions that are made count at once',
      '--dry-run': 'say what would change, and change nothing',
      '--workspace W': 'whose are taken, and whose new ones are, by slug or id',
      ...GATEWAY_TOLD,
    },
    options: { publish: SWITCH, 'dry-run': SWITCH, workspace: TEXT, ...GATEWAY },
    load: async () => (await import('./prompts.ts')).prompts,
  },
  cassette: {
    usage: ['cassette record NAME', 'cassette stop NAME', 'cassette list', 'cassette download NAME'],
    summary: 'have a running gateway record requests and their answers, with their timing, to be played back by the provider of that name',
    told: {
      '--model M': 'only what this model was asked; may be given again, as the next three',
      '--provider P': 'only what this provider answered',
      '--api-key K': 'only what came under this key of ours, by id or name',
      '--operation O': 'only this: chat, messages, embeddings…',
      '--metadata N=V': 'only requests with this metadata; may be given again: all have to fit',
      '--share S': 'of these requests, from 0 to 1 (default: 1)',
      '--most N': 'requests, after which it ends (default: 1000)',
      '--most-bytes N': 'of its files, after which it ends (default: 67108864)',
      '--minutes N': 'after which it ends (default: 60)',
      '--workspace W': 'whose requests, by slug or id',
      '--file F': 'where a download goes; a file that is there is kept (default: standard output)',
      ...GATEWAY_TOLD,
      '--json': 'what is told as JSON',
    },
    options: {
      model: TEXTS,
      provider: TEXTS,
      'api-key': TEXTS,
      operation: TEXTS,
      metadata: TEXTS,
      share: TEXT,
      most: TEXT,
      'most-bytes': TEXT,
      minutes: TEXT,
      workspace: TEXT,
      file: TEXT,
      ...GATEWAY,
      json: SWITCH,
    },
    load: async () => (await import('./cassette.ts')).cassette,
  },
  recost: {
    usage: ['recost [--from D] [--to D] [--provider P] [--model M]'],
    summary: 'work out again what the requests in the log cost, by the prices of today, and tell what that changes',
    told: {
      '--from D': 'a day or a time: from then on',
      '--to D': 'a day or a time: until then',
      '--provider P': 'only what this provider was asked',
      '--model M': 'only what this model was asked',
      '--dry-run': 'say what would change, and change nothing',
    },
    options: { from: TEXT, to: TEXT, provider: TEXT, model: TEXT, 'dry-run': SWITCH },
    load: async () => (await import('./recost.ts')).recost,
  },
  export: {
    usage: ['export [--file F] [--with-secrets]'],
    summary: 'write all that the API made as a config file (default: to standard output), its secrets left to variables',
    told: {
      '--file F': 'where to; a file that is there is kept',
      '--with-secrets': 'put the secrets themselves in',
    },
    options: { file: TEXT, 'with-secrets': SWITCH },
    load: async () => (await import('./export.ts')).exportFile,
  },
  import: {
    usage: ['import portkey --from FILE', 'import portkey --portkey-key K [--portkey-url U]'],
    summary: 'have a running gateway take over what Portkey has: from an export, or by its API; tell what was taken and what could not be',
    told: {
      '--from F': 'a JSON file with the lists that its API answers (- is standard input)',
      '--portkey-key K': 'an admin key of Portkey (default: PORTKEY_API_KEY)',
      '--portkey-url U': 'its API (default: https://api.portkey.ai/v1)',
      '--dry-run': 'say what would be done, and do nothing',
      ...GATEWAY_TOLD,
      '--json': 'the report as JSON',
    },
    options: { from: TEXT, 'portkey-key': TEXT, 'portkey-url': TEXT, 'dry-run': SWITCH, ...GATEWAY, json: SWITCH },
    load: async () => (await import('./import.ts')).importFrom,
  },
};
