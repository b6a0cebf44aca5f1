import { describe, expect, it } from '@jest/globals';
import { asCurl } from './curl.ts';
import { asOpenAiNode, asPortkeyNode } from './node.ts';
import { pythonLiteral } from './python-literal.ts';
import { asOpenAiPython, asPortkeyPython } from './python.ts';

const nasty = `it's "quoted" \\ $HOME \`date\` \n BODY\nBODY \u2028 ${'${x}'} 😀 </script>`;
const call = {
  baseUrl: 'http://127.0.0.1:8787/v1',
  body: { model: 'large', messages: [{ role: 'user', content: nasty }], temperature: 0, logprobs: true, odd: null },
  headers: { config: "pc-it's", metadata: '{"_user":"o\'na"}' },
};

/** What a program for Node gives to its library: JSON is JavaScript as it stands. */
const nodeSends = (text: string): unknown => JSON.parse(/create\(([^]*?)\);\n(?:console|for)/.exec(text)![1]!);

describe('a call as code', () => {
  it('is one word each for a shell, and its body is read as it stands', () => {
    const text = asCurl(call);

    expect(text).toContain(`-H 'x-portkey-config: pc-it'\\''s'`);
    expect(text).toContain('-H "x-portkey-api-key: $SLUICE_API_KEY"');
    const [, body] = /<<'BODY'\n([^]*)\nBODY\n$/.exec(text)!;
    expect(JSON.parse(body!)).toEqual(call.body);
    expect(body!.split('\n')).not.toContain('BODY');
  });

  it('is what was meant, when Node reads it', () => {
    const openai = asOpenAiNode(call);
    const portkey = asPortkeyNode(call);

    expect([nodeSends(openai), nodeSends(portkey)]).toEqual([call.body, call.body]);
    expect(openai).toContain(`"x-portkey-config": "pc-it's", "x-portkey-metadata": "{\\"_user\\":\\"o'na\\"}"`);
    expect(portkey).toContain(`  config: "pc-it's",\n  metadata: {"_user":"o'na"},\n`);
  });

  it('names in Python what the library knows, and passes on what it does not', () => {
    const text = asOpenAiPython(call);

    expect(text).toContain('    temperature=0,\n');
    expect(text).toContain('    logprobs=True,\n');
    expect(text).toMatch(/extra_body=\{\n\s+"odd": None,\n\s+\}/);
    expect(asPortkeyPython(call)).toContain('    config="pc-it\'s",\n');
  });

  it('streams where the call does', () => {
    const streaming = { ...call, body: { ...call.body, stream: true } };

    expect(asOpenAiNode(streaming)).toContain('for await');
    expect(asPortkeyPython(streaming)).toContain('for chunk in stream');
  });

  it('writes values as Python does', () => {
    expect(pythonLiteral({ a: [true, null, 'x\n"'], b: {}, c: [] })).toBe(
      '{\n    "a": [\n        True,\n        None,\n        "x\\n\\"",\n    ],\n    "b": {},\n    "c": [],\n}',
    );
  });
});
