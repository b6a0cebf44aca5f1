import fs from 'node:fs';
import { finishGateway } from './gateways/finish.mjs';
import { startGateway } from './gateways/gateway.mjs';
import { portkey } from './gateways/portkey.mjs';
import { relay } from './gateways/relay.mjs';
import { sluice } from './gateways/sluice.mjs';
import { measureLargeBodies } from './measures/large-bodies.mjs';
import { measureRate } from './measures/rate.mjs';
import { measureStart } from './measures/start.mjs';
import { measureStreams } from './measures/streams.mjs';
import { measureThroughput } from './measures/throughput.mjs';
import { summarise } from './report/summarise.mjs';
import { markdownTable, table } from './report/table.mjs';
import { pinningNote } from './system/cores.mjs';

const measures = { tp: measureThroughput, rate: measureRate, sse: measureStreams, big: measureLargeBodies };

export async function compare(options) {
  const contenders = options.peer ? [sluice, relay, portkey] : [sluice, relay];
  contenders.forEach((contender) => contender.prepare?.());
  const ledger = { proven: 0, problems: [] };
  const start = (contender) => startGateway(contender, options);
  const finish = (gateway) => finishGateway(gateway, ledger);
  const direct = {
    name: 'direct',
    url: `${options.upstream}/openai/v1/chat/completions`,
    headers: { authorization: 'Bearer x' },
    pid: 0,
    answered: 0,
  };

  console.log(`node ${process.version}, ${options.rounds} × ${options.seconds} s, ${pinningNote}; better quartiles, ratios by them`);
  // A peer that compiles a megabyte of JavaScript is still cold when a quick run ends: holding that against it would flatter us.
  if (options.quick) console.log('quick: nobody is warm, so no goal is judged');
  const shown = { peer: Boolean(options.peer), judged: !options.quick };
  const figures = [];
  for (const group of options.only) {
    const tools = { ...options, contenders, direct, start, finish };
    const found = group === 'start' ? await measureStart(tools) : await measureRunning(measures[group], tools);
    console.log(`\n${table(found.map(summarise), shown)}`);
    figures.push(...found);
  }
  if (ledger.problems.length > 0) throw new Error(`these figures do not count: ${ledger.problems.join('; ')}`);
  console.log(`\n${ledger.proven} keyed requests through sluice, ${ledger.proven} log records`);
  if (options.markdown) fs.writeFileSync(options.markdown, `${markdownTable(figures.map(summarise), shown)}\n`);
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({ node: process.version, figures: figures.map(withSummary) }, null, 1));
}

// Each group gets processes of its own: memory and compiled code of one measure would colour the next.
async function measureRunning(measure, tools) {
  const gateways = [];
  for (const contender of tools.contenders) gateways.push(await tools.start(contender));
  const figures = await measure({ ...tools, gateways });
  for (const gateway of gateways) await tools.finish(gateway);
  return figures;
}

const withSummary = (figure) => ({ ...summarise(figure), samples: figure.samples });
