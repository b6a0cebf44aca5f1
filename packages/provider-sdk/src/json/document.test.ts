import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonDocument, JsonSyntaxError } from './index.ts';

const parse = (text: string) => JsonDocument.parse(Buffer.from(text));

describe('checking a text', () => {
  it.each([
    ['', 'ends where a value'],
    ['{', 'ends where a name'],
    ['{"a"}', '":"'],
    ['{"a":}', 'a value'],
    ['{"a":1,}', 'a name in double quotes'],
    ['{"a":01}', '"," or "}"'],
    ['{"a":1.}', 'digit'],
    ['{"a":-}', 'digit'],
    ['{"a":1e}', 'digit'],
    ['{"a":.5}', 'a value'],
    ['{"a":+1}', 'a value'],
    ['{"a":NaN}', 'a value'],
    ['{"a":tru}', '"true"'],
    ['{"a":"\n"}', 'control character'],
    ['{"a":"\\x"}', 'unknown escape'],
    ['{"a":"\\u12g4"}', 'hexadecimal'],
    ['{"a":"b', 'inside a string'],
    ['{"a":1}x', 'the end of the text'],
    ['{"a":1}{"b":2}', 'the end of the text'],
    ["{'a':1}", 'a name in double quotes'],
    ['{"a":[1,]}', 'a value'],
    ['{"a":[1 2]}', '"," or "]"'],
    ['[1]', 'a JSON object is needed'],
    ['null', 'a JSON object is needed'],
    ['\ufeff{}', 'a value'],
  ])('refuses %j and says where', (text, reason) => {
    expect(() => parse(text)).toThrow(JsonSyntaxError);
    expect(() => parse(text)).toThrow(reason);
  });

  it('refuses what nests deeper than it may, and takes what does not', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

    expect(() => JsonDocument.parse(Buffer.from(nested(200)))).not.toThrow();
    expect(() => JsonDocument.parse(Buffer.from(nested(201)))).toThrow('deeper than 200');
    expect(() => JsonDocument.parse(Buffer.from(nested(5)), { maxDepth: 4 })).toThrow('deeper than 4');
  });

  it('agrees with JSON.parse on any text', () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().chain((json) => fc.nat(json.length).map((at) => json.slice(0, at) + json.slice(at + 1))),
      fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value, null, 1)),
    );

    fc.assert(
      fc.property(text, (given) => {
        let expected: unknown;
        try {
          expected = JSON.parse(given);
        } catch {
          expect(() => parse(given)).toThrow(JsonSyntaxError);
          return;
        }
        if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) {
          expect(() => parse(given)).toThrow('a JSON object is needed');
          return;
        }
        const { root } = parse(given);
        expect(Object.fromEntries(root.names().map((name) => [name, root.get(name)]))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('changing a text', () => {
  const given = '{ "model" : "a\\u0062c",\n "n":1e2, "n":2 ,"list":[ {"x":1,"y":2}, 7, {"y":3} ],"last":{"k":null} }';

  it('keeps every byte when nothing changes', () => {
    const bytes = Buffer.from(given);

    const document = JsonDocument.parse(bytes);
    document.root.get('model');
    document.root.array('list')!.eachObject((object) => object.get('x'));

    expect(document.toBytes()).toBe(bytes);
  });

  it('reads a name given twice as its last value, and escapes as what they stand for', () => {
    const { root } = parse(given);

    expect(root.text('model')).toBe('abc');
    expect(root.get('n')).toBe(2);
    expect(root.names()).toEqual(['model', 'n', 'n', 'list', 'last']);
    expect(root.text('last')).toBeUndefined();
  });

  it('changes only what it was told to', () => {
    const document = parse(given);

    document.root.set('model', 'é"');
    document.root.drop('n');
    document.root.array('list')!.eachObject((object) => object.rename('x', 'z'));
    document.root.set('added', [1]);

    expect(document.toBytes().toString()).toBe(
      '{ "model" : "é\\"",\n "list":[ {"z":1,"y":2}, 7, {"y":3} ],"last":{"k":null},"added":[1] }',
    );
  });

  it.each([
    [['a'], '{"b":2,"c":3}'],
    [['b'], '{"a":1,"c":3}'],
    [['c'], '{"a":1,"b":2}'],
    [['b', 'c'], '{"a":1}'],
    [['a', 'b'], '{"c":3}'],
    [['a', 'c'], '{"b":2}'],
    [['a', 'b', 'c'], '{}'],
  ])('drops %j', (names, expected) => {
    const document = parse('{"a":1,"b":2,"c":3}');

    document.root.drop(...names);

    expect(document.toBytes().toString()).toBe(expected);
  });

  it('adds to an object that all was dropped from', () => {
    const document = parse('{"a":1,"b":2}');

    document.root.drop('a', 'b');
    document.root.set('c', 3);
    document.root.set('d', 4);

    expect(document.toBytes().toString()).toBe('{"c":3,"d":4}');
  });

  it('starts afresh for the next target', () => {
    const document = parse('{"a":1}');
    document.root.drop('a');

    expect(document.fresh().toBytes().toString()).toBe('{"a":1}');
  });

  it('refuses what would cost gigabytes to look through, in time', () => {
    const started = performance.now();

    expect(() => parse(`{${'"a":1,'.repeat(200_000)}"b":2}`)).toThrow('more than 100000 members');
    const { root } = parse(`{"messages":[${'{},'.repeat(4_000_000)}{}]}`);
    expect(() => root.array('messages')!.eachObject((object) => object.drop('x'))).toThrow('more than 100000 objects');

    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('puts items before the first', () => {
    const document = parse('{"a":[1],"b":[]}');

    document.root.array('a')!.prepend([{ x: 0 }, 'y']);
    document.root.array('b')!.prepend([2]);

    expect(document.toBytes().toString()).toBe('{"a":[{"x":0},"y",1],"b":[2]}');
  });

  it('means the same as changing the parsed object', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const change = fc.oneof(
      fc.record({ kind: fc.constant('drop' as const), name }),
      fc.record({ kind: fc.constant('set' as const), name, value: fc.jsonValue() }),
      fc.record({ kind: fc.constant('default' as const), name, value: fc.jsonValue() }),
      fc.record({ kind: fc.constant('rename' as const), name, to: name }),
    );

    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue()), fc.array(change), fc.constantFrom(undefined, 1), (object, changes, indent) => {
        const document = parse(JSON.stringify(object, null, indent));
        const expected = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;

        for (const each of changes) {
          if (each.kind === 'drop') {
            document.root.drop(each.name);
            delete expected[each.name];
          } else if (each.kind === 'set') {
            document.root.set(each.name, each.value);
            expected[each.name] = each.value;
          } else if (each.kind === 'default') {
            document.root.setDefault(each.name, each.value);
            if (!(each.name in expected)) expected[each.name] = each.value;
          } else if (each.name !== each.to && each.name in expected) {
            document.root.rename(each.name, each.to);
            if (!(each.to in expected)) expected[each.to] = expected[each.name];
            delete expected[each.name];
          }
        }

        expect(JSON.parse(document.toBytes().toString())).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a stranger puts into a document', () => {
  const { root } = parse('{"a":1}');

  it.each([
    ['a function', () => root.set('b', () => 1), 'JSON has no word for a function'],
    ['nothing', () => root.set('b', undefined), 'JSON has no word for undefined'],
    ['no text as text', () => root.setText('b', { toString: () => '1' } as never), 'a name and a JSON text are wanted'],
    ['no name', () => root.setText(7 as never, '1'), 'a name and a JSON text are wanted'],
    ['no new name', () => root.rename('a', {} as never), 'a name is wanted'],
  ])('is refused where it is %s', (_what, act, message) => {
    expect(act).toThrow(new TypeError(message));
    expect(parse('{"a":1}').toBytes().toString()).toBe('{"a":1}');
  });

  it('cannot be a change of what all documents are', () => {
    expect(() => {
      Object.getPrototypeOf(root).get = () => 2;
    }).toThrow(TypeError);
    expect(root.get('a')).toBe(1);
  });
});
