import { countRecords } from './records.mjs';
import { sluice } from './sluice.mjs';

/** Stops a contender. What went wrong with ours makes the figures void; what went wrong with another is worth a note. */
export async function finishGateway(gateway, ledger) {
  const endedWhenAsked = await gateway.stop();
  if (gateway.name !== sluice.name) {
    if (gateway.failures) console.log(`note: ${gateway.failures} requests through ${gateway.name} failed`);
    return;
  }
  if (gateway.failures) ledger.problems.push(`${gateway.failures} requests through sluice failed`);
  if (!endedWhenAsked) ledger.problems.push('sluice ended before it was asked to, or did not end when it was');
  const written = await countRecords(gateway);
  if (written !== gateway.answered) ledger.problems.push(`${gateway.answered} keyed requests were answered, ${written} were logged`);
  ledger.proven += written;
}
