import type { Database } from './database.ts';

const KEPT = 'select id from api_keys union select id from providers union select id from configs union select id from prompts';
const DONE = (verb: string) => `select resource_id from audit_log where action like '%.${verb}'`;

/** What must not be found, whatever moment a gateway was killed at: each question finds what was written by half. */
const HALVES: Readonly<Record<string, string>> = {
  'a config without the version that counts':
    'select id from configs c where not exists (select 1 from config_versions v where v.id = c.version_id and v.config_id = c.id)',
  'a prompt without the version that is published':
    'select id from prompts p where not exists (select 1 from prompt_versions v where v.id = p.version_id and v.prompt_id = p.id)',
  'a version of a config that is not there': 'select id from config_versions where config_id not in (select id from configs)',
  'a version of a prompt that is not there': 'select id from prompt_versions where prompt_id not in (select id from prompts)',
  'a config whose versions have a gap':
    'select config_id from config_versions group by config_id having max(version) <> count(*) or min(version) <> 1',
  'a prompt whose versions have a gap':
    'select prompt_id from prompt_versions group by prompt_id having max(version) <> count(*) or min(version) <> 1',
  'a key without a hash': 'select id from api_keys where id not in (select api_key_id from api_key_hashes where expires_at is null)',
  'a key with two hashes that count for ever':
    'select api_key_id from api_key_hashes where expires_at is null group by api_key_id having count(*) > 1',
  'a hash of a key that is not there': 'select hash from api_key_hashes where api_key_id not in (select id from api_keys)',
  'a virtual key without a credential': 'select id from providers where integration_id is null and credential is null',
  'a thing that nobody has made, by the audit log': `select id from (${KEPT}) kept where id not in (${DONE('create')})`,
  'a thing that is there and was removed, by the audit log': `select id from (${KEPT}) kept where id in (${DONE('delete')})`,
  'a thing that was made and is not there, by the audit log': `${DONE('create')} and resource_id not in (${KEPT}) and resource_id not in (${DONE('delete')})`,
  'a config with another number of versions than of changes in the audit log': `select id from configs c where
    (select count(*) from config_versions v where v.config_id = c.id) <>
    (select count(*) from audit_log a where a.resource_id = c.id and a.action in ('configs.create', 'configs.update'))`,
  'a prompt with another number of versions than of changes in the audit log': `select id from prompts p where
    (select count(*) from prompt_versions v where v.prompt_id = p.id) <>
    (select count(*) from audit_log a where a.resource_id = p.id and a.action in ('prompts.create', 'prompts.update'))`,
  'a thing that was made twice under one name': (['api_keys', 'providers', 'configs', 'prompts'] as const)
    .map((table) => `select name from ${table} group by name having count(*) > 1`)
    .join(' union '),
  'a creation whose idempotency key is not kept, or one that is kept without it': `select 'one' where
    (select count(*) from idempotency) <> (select count(*) from audit_log where action like '%.create')`,
  'a change that readers are not told of': 'select n from revision where n <> (select max(seq) from changes)',
};

const DAMAGE: Readonly<Record<string, string>> = {
  'damage of the file': "select * from pragma_integrity_check where integrity_check <> 'ok'",
  'a reference to nothing': 'select "table" from pragma_foreign_key_check',
};

/** What is wrong with what a database holds: nothing, if all is well. */
export async function flawsOf(database: Database): Promise<readonly string[]> {
  const flaws = await database.ask(all(HALVES));
  return database.engine === 'SQLite' ? [...flaws, ...(await database.ask(all(DAMAGE)))] : flaws;
}

/** All questions as one, which is asked as of one moment. */
function all(questions: Readonly<Record<string, string>>): string {
  const found = Object.entries(questions);
  const parts = found.map(([, question], index) => `found_${index}(it) as (${question})`);
  return `with ${parts.join(', ')} ${found.map(([flaw], index) => `select '${flaw}: ' || it from found_${index}`).join(' union all ')}`;
}
