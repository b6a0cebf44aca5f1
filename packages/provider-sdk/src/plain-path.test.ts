import { describe, expect, it } from '@jest/globals';
import { plainPath } from './plain-path.ts';

describe('the path of an operation', () => {
  it.each(['/deployments/../chat', '/models/..', '/v1/projects/./locations', '/a/..?x=1', '..'])('may not be %s', (path) => {
    expect(() => plainPath(path)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ kind: 'invalid_request', code: 'invalid_path' }) }),
    );
  });

  it.each(['/models/gemini-2.5-pro:generateContent', '/deployments/..a/chat', '/x?y=../z', '/a...b/c'])('may be %s', (path) => {
    expect(plainPath(path)).toBe(path);
  });
});
