import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../api/refused.ts';
import { changesOf } from '../../api/changes-of.ts';
import { fieldFaults } from '../../ui/field-faults.ts';
import { isoOf, localOf } from './moments.ts';
import { slugOf } from './slug.ts';

const refused = (error: object, errors?: readonly string[]) =>
  refusalOf({ status: 400, headers: new Headers() } as Response, { error, ...(errors && { errors }) });

describe('what was changed in a form', () => {
  it('is what differs, and nothing for the rest', () => {
    const changes = changesOf({ name: 'a', note: 'n', rates: [1], gone: 'x' }, { name: 'b', note: 'n', rates: [1], fresh: true });

    expect(changes).toEqual({ name: 'b', gone: null, fresh: true });
  });

  it('takes an empty thing for none at all', () => {
    expect(changesOf({ note: null }, {})).toEqual({});
  });
});

describe('what the gateway refused', () => {
  it('stands at the fields that it is about', () => {
    const faults = fieldFaults(
      refused({ message: 'Invalid body', param: 'name' }, ['"name" is too long', '"usage_limits[0].credit_limit" must be more']),
      ['name', 'usage_limits'],
    );

    expect(faults.of('name')).toBe('"name" is too long');
    expect(faults.of('usage_limits')).toContain('must be more');
    expect(faults.rest).toBeUndefined();
  });

  it('stands over the form where no field is at fault', () => {
    const error = refused({ message: 'This needs the scope virtual_keys.create', code: 'missing_scope' });

    const faults = fieldFaults(error, ['name']);

    expect(faults.of('name')).toBeUndefined();
    expect(faults.rest).toBe(error);
  });
});

describe('small things of forms', () => {
  it('gives back the moment that was put into a field, to the minute', () => {
    const iso = '2027-03-28T02:30:00.000Z';

    expect(isoOf(localOf(iso))).toBe(iso);
    expect(isoOf('')).toBeNull();
  });

  it('makes a slug of a name', () => {
    expect(slugOf('  Grøq, EU (2)! ')).toBe('gr-q-eu-2');
    expect(slugOf('!!!')).toBe('');
  });
});
