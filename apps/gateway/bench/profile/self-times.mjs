/** Self time of each function and of each place (package, or part of node) in a V8 CPU profile. Waiting is not time spent. */
export function selfTimes({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const ours = samplerNodes(nodes);
  const functions = new Map();
  const places = new Map();
  let busyMs = 0;
  samples.forEach((id, index) => {
    const frame = byId.get(id);
    if (frame.functionName === '(idle)' || ours.has(id)) return;
    const ms = timeDeltas[index] / 1000;
    busyMs += ms;
    add(functions, nameOf(frame), ms);
    add(places, placeOf(frame), ms);
  });
  return { functions: ranked(functions), places: ranked(places), busyMs };
}

/** What the sampler does in the gateway's process is no work of the gateway's. Parents stand before their children. */
function samplerNodes(nodes) {
  const found = new Set();
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.url.endsWith('/profile/sampler.mjs')) found.add(id);
    if (found.has(id)) children.forEach((child) => found.add(child));
  }
  return found;
}

const nameOf = ({ functionName, url, lineNumber }) => {
  const name = functionName || '(anonymous)';
  return url ? `${name}  ${shortened(url)}:${lineNumber + 1}` : name;
};

function placeOf({ functionName, url }) {
  if (!url) return functionName.startsWith('(') ? functionName : 'native';
  const [, dependency] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (dependency) return dependency;
  const [, own] = /\/((?:packages|apps)\/[^/]+)\//.exec(url) ?? [];
  return own ?? shortened(url);
}

const shortened = (url) =>
  url
    .replace(/^file:\/\//, '')
    .replace(/.*\/(node_modules|packages|apps)\//, (match, folder) => (folder === 'node_modules' ? '' : `${folder}/`));

const add = (totals, name, ms) => totals.set(name, (totals.get(name) ?? 0) + ms);

const ranked = (totals) => [...totals].map(([name, ms]) => ({ name, ms })).sort((left, right) => right.ms - left.ms);
