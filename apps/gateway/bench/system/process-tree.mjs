import fs from 'node:fs';

/** CPU time, user and system, that a process and its children have had so far, in microseconds. */
export function cpuMicroseconds(pid) {
  return sum(descendants(pid), (one) => scheduledMicroseconds(one) ?? tickMicroseconds(one));
}

export const residentKilobytes = (pid) => sum(descendants(pid), (one) => statusKilobytes(one, 'VmRSS'));

/** Watches memory until asked for the peak, in kilobytes. The kernel's own high-water mark where it may be reset, else samples. */
export function watchPeak(pid) {
  const tree = descendants(pid);
  const resettable = tree.every(resetHighWater);
  let sampled = residentKilobytes(pid);
  const timer = setInterval(() => (sampled = Math.max(sampled, residentKilobytes(pid))), 100);
  return () => {
    clearInterval(timer);
    return resettable
      ? Math.max(
          sampled,
          sum(descendants(pid), (one) => statusKilobytes(one, 'VmHWM')),
        )
      : sampled;
  };
}

function descendants(pid) {
  const found = [pid];
  for (const one of found) {
    for (const task of list(`/proc/${one}/task`)) {
      found.push(...words(read(`/proc/${one}/task/${task}/children`)).map(Number));
    }
  }
  return found;
}

// The scheduler counts nanoseconds; the ticks of /proc/PID/stat are 10 ms, as much as 200 requests of a good gateway.
function scheduledMicroseconds(pid) {
  const tasks = list(`/proc/${pid}/task`).map((task) => words(read(`/proc/${pid}/task/${task}/schedstat`))[0]);
  return tasks.length > 0 && tasks.every(Boolean) ? sum(tasks, Number) / 1000 : undefined;
}

function tickMicroseconds(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const fields = words(stat.slice(stat.lastIndexOf(')') + 2));
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000;
}

function statusKilobytes(pid, field) {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function resetHighWater(pid) {
  try {
    fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return true;
  } catch {
    return false; // some containers forbid it; sampling has to do
  }
}

// A process may end between being listed and being read: then it has nothing to add.
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function list(folder) {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

const words = (text) => text.trim().split(/\s+/).filter(Boolean);
const sum = (items, of) => items.reduce((total, item) => total + of(item), 0);
