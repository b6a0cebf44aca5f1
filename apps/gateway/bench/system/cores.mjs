import { spawnSync } from 'node:child_process';
import os from 'node:os';

const pinnable = os.availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** The gateway has a core to itself; whoever makes or answers its traffic lives on the other. */
export const gatewayCore = 0;
export const trafficCore = 1;

export const pinned = (core, command) => (pinnable ? ['taskset', '-c', String(core), ...command] : command);

// The bench itself polls and counts; it must not do so on the gateway's core.
if (pinnable) spawnSync('taskset', ['-acp', String(trafficCore), String(process.pid)]);

export const pinningNote = pinnable ? 'gateway on core 0, load and mock on core 1' : 'not pinned to cores (no taskset, or one core only)';
