// Speaks Parley (API.md), and takes nothing that is not in there. `node server.mjs [port]` prints its address.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

export const PASS = 'parley-pass-0123456789';
const ENGINE = 'orator-2';

class Trouble extends Error {
  constructor(status, sort, words, more = {}) {
    super(words);
    Object.assign(this, { status, body: { trouble: { sort, words, ...more } } });
  }
}

const wrong = (at, words) => new Trouble(400, 'script', `${at}: ${words}`, { at });

function only(object, at, ...names) {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw wrong(at, 'must be an object');
  const stranger = Object.keys(object).find((name) => !names.includes(name));
  if (stranger !== undefined) throw wrong(at === '' ? stranger : `${at}.${stranger}`, 'there is no such member');
  return object;
}

const SAYS = { guide: ['words'], person: ['words', 'sight'], machine: ['words', 'use'], instrument: ['words'] };
const MEMBERS = { words: ['kind', 'words'], sight: ['kind', 'mime', 'base64'], use: ['kind', 'ref', 'instrument', 'with'] };

function readScript(script) {
  if (!Array.isArray(script) || script.length === 0) throw wrong('script', 'must be a list of those who speak');
  let before;
  for (const [index, part] of script.entries()) {
    const at = `script[${index}]`;
    const { by, says, ref } = only(part, at, 'by', 'says', 'ref');
    const kinds = SAYS[by];
    if (!kinds) throw wrong(`${at}.by`, 'there is nobody of that name');
    if (by === 'guide' && index > 0) throw wrong(`${at}.by`, 'a guide speaks once, and first');
    if (by === before && by !== 'instrument') throw wrong(`${at}.by`, `the ${by} speaks twice in a row`);
    if ((by === 'instrument') !== (typeof ref === 'string')) throw wrong(`${at}.ref`, 'an instrument has one, and nobody else');
    if (!Array.isArray(says) || says.length === 0) throw wrong(`${at}.says`, 'must be a list with something in it');
    if (by === 'instrument' && says.length !== 1) throw wrong(`${at}.says`, 'an instrument says one thing');
    for (const [place, said] of says.entries()) {
      const here = `${at}.says[${place}]`;
      if (!kinds.includes(said?.kind)) throw wrong(`${here}.kind`, `a ${by} says ${kinds.join(' and ')}`);
      only(said, here, ...MEMBERS[said.kind]);
      for (const name of MEMBERS[said.kind].filter((each) => each !== 'with'))
        if (typeof said[name] !== 'string') throw wrong(`${here}.${name}`, 'must be a text');
      if (said.kind === 'use' && (typeof said.with !== 'object' || said.with === null)) throw wrong(`${here}.with`, 'must be an object');
    }
    before = by;
  }
  return script;
}

function readTurn(given) {
  const turn = only(given, '', 'engine', 'script', 'instruments', 'must_use', 'limits', 'shape', 'flow');
  const { engine, instruments, must_use: mustUse, limits = {}, shape, flow = false } = turn;
  if (engine !== ENGINE) throw new Trouble(400, 'unknown-engine', `There is no engine "${engine}".`, { at: 'engine' });
  const script = readScript(turn.script);
  if (instruments !== undefined) {
    if (!Array.isArray(instruments) || instruments.length === 0) throw wrong('instruments', 'must be a list with something in it');
    for (const [index, instrument] of instruments.entries()) {
      const { title, takes } = only(instrument, `instruments[${index}]`, 'title', 'purpose', 'takes');
      if (typeof title !== 'string') throw wrong(`instruments[${index}].title`, 'must be a text');
      if (typeof takes !== 'object' || takes === null) throw wrong(`instruments[${index}].takes`, 'must be a schema');
    }
  }
  if (mustUse !== undefined) {
    if (!instruments) throw wrong('must_use', 'there are no instruments');
    if (!['any', 'none', ...instruments.map(({ title }) => title)].includes(mustUse))
      throw wrong('must_use', 'there is no such instrument');
  }
  const { out, heat, halts } = only(limits, 'limits', 'out', 'heat', 'halts');
  if (out !== undefined && (!Number.isInteger(out) || out < 1)) throw wrong('limits.out', 'must be a whole number of at least 1');
  if (heat !== undefined && !(heat >= 0 && heat <= 1)) throw wrong('limits.heat', 'must be from 0 to 1');
  if (halts !== undefined && (!Array.isArray(halts) || halts.length > 4)) throw wrong('limits.halts', 'must be a list of at most four');
  if (shape !== undefined && only(shape, 'shape', 'kind', 'schema').kind !== 'object') throw wrong('shape.kind', 'must be "object"');
  if (typeof flow !== 'boolean') throw wrong('flow', 'must be true or false');
  return { script, instruments, mustUse, limits, shape, flow };
}

/** A value that fits a small schema. */
function fitting(schema = {}) {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object' || schema.properties)
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inside]) => [name, fitting(inside)]));
  if (schema.type === 'array') return [fitting(schema.items)];
  return { number: 1, integer: 1, boolean: true }[schema.type] ?? 'Paris';
}

function answer({ script, instruments, mustUse, limits, shape }) {
  const last = script.at(-1);
  const heard = JSON.stringify(script).length >> 2;
  const meter = (spoken) => ({ heard, recalled: script.length > 1 ? 4 : 0, spoken });
  const words = last.says.map((said) => said.words ?? '').join(' ');
  if (/forbidden/i.test(words)) throw new Trouble(451, 'withheld', 'That is not said here.');
  if (heard > 20_000) throw new Trouble(413, 'too-long', 'The script does not fit into the engine.', { at: 'script' });
  if (/busy/i.test(words)) throw new Trouble(420, 'busy', 'Too many at once.', { wait_s: 2 });
  if (instruments && mustUse !== 'none' && last.by !== 'instrument') {
    const used = instruments.find(({ title }) => title === mustUse) ?? instruments[0];
    return { said: [{ kind: 'use', ref: 'u1', instrument: used.title, with: fitting(used.takes) }], ended: 'use', meter: meter(9) };
  }
  if (shape)
    return {
      said: [{ kind: 'words', words: JSON.stringify(shape.schema ? fitting(shape.schema) : { answer: 'Paris' }) }],
      ended: 'done',
      meter: meter(7),
    };
  const said = words || last.says.map(({ kind }) => kind).join(' and ');
  let text = `You said: ${said}`;
  let ended = 'done';
  for (const halt of limits.halts ?? []) if (text.includes(halt)) [text, ended] = [text.slice(0, text.indexOf(halt)), 'halted'];
  const pieces = text.split(/(?<= )/);
  if (limits.out !== undefined && pieces.length > limits.out) [text, ended] = [pieces.slice(0, limits.out).join(''), 'cut'];
  return { said: [{ kind: 'words', words: text }], ended, meter: meter(text.split(' ').length) };
}

function* flowing({ said, ended, meter }) {
  yield { event: 'opened', data: { id: 't-1', engine: ENGINE } };
  for (const [at, each] of said.entries()) {
    yield { event: 'pulse', data: {} };
    if (each.kind === 'words') for (const words of each.words.match(/[^]{1,7}/g) ?? ['']) yield { event: 'words', data: { at, words } };
    else {
      yield { event: 'use', data: { at, ref: each.ref, instrument: each.instrument } };
      for (const piece of JSON.stringify(each.with).match(/[^]{1,5}/g)) yield { event: 'with', data: { at, piece } };
    }
  }
  yield { event: 'closed', data: { ended, meter } };
}

async function serve(request, response) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  if (request.headers['x-parley-pass'] !== PASS) throw new Trouble(403, 'pass', 'Your pass is missing or wrong.');
  if (request.method === 'GET' && request.url === '/parley/v2/engines')
    return void response.end(JSON.stringify({ engines: [{ engine: ENGINE, since: '2026-03-01' }] }));
  if (request.method !== 'POST' || request.url !== '/parley/v2/turns') throw new Trouble(404, 'script', 'There is nothing here.');
  const turn = readTurn(JSON.parse(Buffer.concat(pieces).toString()));
  const { said, ended, meter } = answer(turn);
  if (!turn.flow) return void response.end(JSON.stringify({ turn: { id: 't-1', engine: ENGINE, said }, ended, meter }));
  response.setHeader('content-type', 'text/event-stream');
  for (const { event, data } of flowing({ said, ended, meter })) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  response.end();
}

export function createParley() {
  return createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    serve(request, response).catch((error) => {
      const { status = 500, body = { trouble: { sort: 'fell-over', words: String(error) } } } = error;
      response.writeHead(status).end(JSON.stringify(body));
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = createParley().listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
    process.stdout.write(`http://127.0.0.1:${server.address().port}\n`),
  );
}
