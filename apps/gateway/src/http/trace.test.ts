import { describe, expect, it } from '@jest/globals';
import { readTrace } from './trace.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const REQUEST = '019abcde-0000-7000-8000-000000000000';

const traced = (headers: Record<string, string | string[]>, toldUpstream = false) =>
  readTrace({ headers, requestId: REQUEST, toldUpstream });

describe('the trace of a request', () => {
  it('is its own where the caller says nothing, and nobody is told', () => {
    expect(traced({})).toEqual({
      trace: REQUEST,
      span: expect.stringMatching(/^[0-9a-f]{16}$/),
      parentSpan: undefined,
      spanName: undefined,
      sampled: undefined,
      context: undefined,
    });
  });

  it('is the one of its trace context, below the span that is named there', () => {
    const trace = traced({ traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'a=1,b=2' });

    expect(trace).toMatchObject({
      trace: TRACE,
      parentSpan: SPAN,
      sampled: true,
      context: { traceId: TRACE, flags: '01', state: 'a=1,b=2' },
    });
    expect(trace.span).not.toBe(SPAN);
  });

  it('is the one of its own headers, whatever the trace context says', () => {
    const headers = { 'trace-id': 't', 'span-id': 's', 'parent-span-id': 'p', 'span-name': 'n' };
    const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [`x-portkey-${name}`, value]));

    expect(traced({ ...own, traceparent: `00-${TRACE}-${SPAN}-00` })).toMatchObject({
      trace: 't',
      span: 's',
      parentSpan: 'p',
      spanName: 'n',
      sampled: false,
    });
  });

  it.each([
    ['of a version that there is none of', `ff-${TRACE}-${SPAN}-01`],
    ['with no trace', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['with no span', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['in capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['with more behind it than its version has', `00-${TRACE}-${SPAN}-01-more`],
    ['that is cut', `00-${TRACE}-${SPAN}`],
    ['that is something else', 'hello'],
  ])('is its own where it brings a trace context %s', (_, traceparent) => {
    expect(traced({ traceparent, tracestate: 'a=1' })).toMatchObject({ trace: REQUEST, parentSpan: undefined, context: undefined });
  });

  it('is read from a later version too, without the flags that nobody knows', () => {
    expect(traced({ traceparent: `cc-${TRACE}-${SPAN}-ff-more` })).toMatchObject({ trace: TRACE, context: { flags: '03' } });
  });

  it('keeps the word of a caller that does not sample', () => {
    expect(traced({ traceparent: `00-${TRACE}-${SPAN}-00` })).toMatchObject({ sampled: false, context: { flags: '00', state: undefined } });
  });

  it.each([
    ['its own id', {}, REQUEST.replaceAll('-', '')],
    ['a trace id', { 'x-portkey-trace-id': TRACE }, TRACE],
    ['any text', { 'x-portkey-trace-id': 'order 7' }, expect.stringMatching(/^[0-9a-f]{32}$/)],
  ])('is told upstream as 32 hex digits where the operator wants it: %s', (_, headers, traceId) => {
    expect(traced(headers, true).context).toEqual({ traceId, flags: '01', state: undefined });
  });
});
