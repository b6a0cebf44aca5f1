import { mayTravel } from '@sluice/core';
import { refused } from '../../admin-fault.ts';

const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
// What a header cannot hold, by Node: everything but tabs, printable ASCII and Latin-1.
const VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** @throws FaultError `invalid_request` naming the first header that cannot be sent along. */
export function readCustomHeaders(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const param = `custom_headers.${name}`;
      if (!NAME.test(name) || !VALUE.test(value))
        throw refused('invalid_request', `"${param}" is not a header that HTTP can carry`, param, 'invalid_header');
      if (!mayTravel(name.toLowerCase()))
        throw refused(
          'invalid_request',
          `"${name}" cannot be sent along: the gateway and the connection have the say over it`,
          param,
          'invalid_header',
        );
      return [name.toLowerCase(), value];
    }),
  );
}
