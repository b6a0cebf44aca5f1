import { refused } from '../../admin-fault.ts';

/** Looks for records. What the store cannot look for is the asker's to mend. @throws FaultError `invalid_request` */
export async function searching<Found>(look: () => Promise<Found>): Promise<Found> {
  try {
    return await look();
  } catch (error) {
    if (isInvalid(error)) throw refused('invalid_request', error.message, undefined, 'invalid_value');
    throw error;
  }
}

const isInvalid = (error: unknown): error is Error => error instanceof Error && 'kind' in error && error.kind === 'invalid';
