import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compare } from './compare.mjs';
import { readOptions } from './options.mjs';
import { profile } from './profile/profile.mjs';
import { startUpstream } from './upstream/start.mjs';

const options = readOptions(process.argv.slice(2));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
const upstream = await startUpstream(folder);

try {
  await (options.profile ? profile : compare)({ ...options, folder, upstream: upstream.origin });
  fs.rmSync(folder, { recursive: true, force: true });
} catch (error) {
  // Logs stay where they are: they say why.
  console.error(`\n${error.message}\nlogs: ${folder}`);
  process.exitCode = 1;
} finally {
  await upstream.stop();
  // After a failure gateways may still run and would keep this process waiting; leaving ends them.
  process.exit();
}
