import type { FaultKind, Json, Media } from '@sluice/provider-sdk';
import { insist, Objection } from './objection.ts';
import type { Judge, Outcome } from './outcome.ts';

/** Judges whole replies; anything else is objected to. */
export const reply =
  (judge: (reply: unknown) => void): Judge =>
  (outcome) => {
    if (outcome.kind !== 'reply') throw new Objection(unexpected(outcome));
    judge(outcome.reply);
  };

/** Judges sounds and pictures. */
export const media =
  (judge: (media: Media) => void): Judge =>
  (outcome) => {
    if (outcome.kind !== 'media') throw new Objection(unexpected(outcome));
    judge(outcome.media);
  };

/** Judges the chunks of a stream. */
export const stream =
  (judge: (chunks: readonly Json[]) => void): Judge =>
  (outcome) => {
    if (outcome.kind !== 'stream') throw new Objection(unexpected(outcome));
    judge(outcome.chunks);
  };

/** Judges a failure by its kind, which decides what the router does next. */
export const fault =
  (...kinds: readonly FaultKind[]): Judge =>
  (outcome) => {
    if (outcome.kind !== 'fault') throw new Objection(`expected a fault of kind ${kinds.join(' or ')}, and ${unexpected(outcome)}`);
    const { kind, message } = outcome.fault;
    insist(kinds.includes(kind), `the fault is of kind ${kind} and not ${kinds.join(' or ')} (${message})`);
  };

function unexpected(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'fault':
      return `it failed as ${outcome.fault.kind}: ${outcome.fault.message}`;
    case 'thrown':
      return `it threw ${String(outcome.error)}, which is no FaultError`;
    case 'hung':
      return 'nothing came, neither an answer nor a failure';
    case 'reply':
      return 'a whole reply came';
    case 'media':
      return `${outcome.media.contentType || 'bytes'} came`;
    case 'stream':
      return 'a stream came';
  }
}
