import type { Explanation } from '@sluice/core';

type TargetView = Explanation['targets'][number];

/** An explanation for a person at a terminal. */
export function explanationText({ order, decisions, conditions, targets, estimate, needs, variant }: Explanation): string {
  const asked = order.map((place) => targets.find(({ target }) => target === place)!);
  const others = targets.filter(({ turn }) => turn === null);
  const lines = [
    `The request needs ${needs.join(', ') || 'nothing in particular'}; about ${estimate.input_tokens} tokens go in.`,
    ...section(
      'Conditions',
      conditions.map(
        ({ fork, index, holds, text, target }) => `${holds ? 'holds ' : 'not   '} ${fork} conditions[${index}] -> ${target}: ${text}`,
      ),
    ),
    ...section('Why', (decisions as readonly Decision[]).map(decisionLine)),
    ...section(
      'Asked, each as long as those before it fail',
      asked.map((target, index) => `${index + 1}. ${targetLine(target)}`),
    ),
    ...section('Not asked', others.map(targetLine)),
    ...(variant === null ? [] : ['', `Variant: ${variant}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

/** A choice, or somebody who was passed over. */
interface Decision {
  readonly kind: string;
  readonly fork?: string;
  readonly mode?: string;
  readonly target: string;
  readonly why?: string;
  readonly reason?: string;
}

const decisionLine = ({ kind, fork, mode, target, why, reason }: Decision) =>
  kind === 'chosen' ? `${fork} (${mode}) -> ${target}: ${why}` : `${target} passed over: ${reason}`;

function targetLine({
  target,
  name,
  provider,
  virtual_key: virtualKey,
  model,
  reason,
  error,
  circuit,
  latency_ms: latency,
  cost_usd: cost,
}: TargetView): string {
  const who = [provider, virtualKey === null ? null : `@${virtualKey}`, model].filter((part) => part !== null).join(' ');
  const notes = [
    name === null ? null : `"${name}"`,
    circuit === null || circuit === 'closed' ? null : `circuit ${circuit}`,
    latency === null ? null : `first token after ${Math.round(latency)} ms lately`,
    cost === null ? 'price unknown' : `about $${cost.toPrecision(3)}`,
    reason,
    error === null ? null : `cannot be asked: ${error}`,
  ].filter((note) => note !== null);
  return `${target}  ${who}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`;
}
