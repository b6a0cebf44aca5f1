import { isFaultError } from '@sluice/provider-sdk';
import { SettingsError } from '../../settings/environment.ts';

/** Reads what the admin API reads as well. @throws SettingsError with what it would have answered, at this place. */
export function inPlace<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isFaultError(error) ? new SettingsError(place, error.fault.message) : error;
  }
}
