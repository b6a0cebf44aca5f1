import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkAbroad } from './recorded/abroad.ts';
import { checkChatLike } from './recorded/chat-like.ts';
import type { Checks } from './recorded/checks.ts';
import { declaredDifferences } from './recorded/declared.ts';
import { EXCEPTIONS } from './recorded/exceptions.ts';
import { checkOther } from './recorded/other-doors.ts';
import { allRecordings, type Recording } from './recorded/recording.ts';
import { Stand } from './recorded/stand.ts';
import { tableOf } from './recorded/table.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { HOW_TO_GET } from './support/recorded.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

const CHAT_LIKE = new Set(['chat', 'messages', 'generateContent', 'converse', 'chat_v2', 'api_chat', 'responses']);
const isChatLike = ({ endpoint, model }: Recording) => CHAT_LIKE.has(endpoint) || (endpoint === 'invoke' && /claude/.test(model ?? ''));

const all = allRecordings();
const describeHere = all.length > 0 ? describe : describe.skip;
if (all.length === 0) process.stdout.write(`skipped: ${HOW_TO_GET}\n`);

describeHere('every recording, both ways', () => {
  let upstream: Upstream;
  let gateway: InProcess;
  let check: (recording: Recording) => Promise<Checks>;
  const checked = new Map<string, Checks>();

  beforeAll(async () => {
    upstream = await startUpstream();
    gateway = await startInProcess();
    const stand = new Stand(gateway, upstream);
    const declared = await declaredDifferences();
    check = async (recording) =>
      isChatLike(recording)
        ? { ...(await checkChatLike(recording, stand, declared)), ...(await checkAbroad(recording, stand, declared)) }
        : checkOther(recording, stand, declared);
  });
  afterAll(async () => {
    await gateway?.stop();
    await upstream?.close();
    process.stdout.write(tableOf(all, checked, EXCEPTIONS));
  });

  // A table has to have a row, where none is run too.
  const rows = all.length > 0 ? all : [{ id: 'none' } as Recording];
  // One after the other: the provider that stands in has one answer at a time.
  it.each(rows)('$id', async (recording) => {
    const { id, request } = recording;
    const checks = await check(recording);
    checked.set(id, checks);
    const listed = EXCEPTIONS[id] ?? {};
    const ways = request ? ['asked', 'told'] : ['told'];

    const wrong = Object.fromEntries(Object.entries(checks).filter(([name, lines]) => lines.length > 0 && listed[name] === undefined));
    const unseen = ways.filter((way) => listed[way] === undefined && !Object.keys(checks).some((name) => name.startsWith(way)));
    const passed = Object.keys(listed).filter((name) => checks[name]?.length === 0);

    expect(wrong).toEqual({});
    expect(unseen).toEqual([]);
    // What is listed and passes is to be taken off the list.
    expect(passed).toEqual([]);
  });

  it('are all there', () => {
    expect(checked.size).toBe(all.length);
    expect(all.length).toBeGreaterThan(400);
  });
});
