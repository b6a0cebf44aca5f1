import { describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { useDraft } from './use-draft.ts';

const FIRST = { text: '{ "provider": "a" }', name: 'One', version: 'v1' };
const SECOND = { text: '{ "provider": "b" }', name: 'One', version: 'v2' };

const opened = () => renderHook((saved) => useDraft(saved), { initialProps: FIRST });

describe('a draft', () => {
  it('is changed by what it means, not by spaces', () => {
    const { result } = opened();

    act(() => result.current.setText('{"provider":"a"}'));
    expect(result.current.isChanged).toBe(false);

    act(() => result.current.setText('{"provider":"c"}'));
    expect(result.current.isChanged).toBe(true);
  });

  it('follows what others save as long as nothing was written', () => {
    const { result, rerender } = opened();

    rerender(SECOND);

    expect(result.current).toMatchObject({ text: SECOND.text, isChanged: false, isOutdated: false });
  });

  it('keeps what was written when others save, and says so', () => {
    const { result, rerender } = opened();
    act(() => result.current.setText('{"provider":"mine"}'));

    rerender(SECOND);
    expect(result.current).toMatchObject({ text: '{"provider":"mine"}', isOutdated: true });

    act(() => result.current.takeSaved());
    expect(result.current).toMatchObject({ text: SECOND.text, isOutdated: false, isChanged: false });
  });

  it('does not go back to what was saved before while the new version is on its way', () => {
    const { result, rerender } = opened();
    act(() => result.current.setText(SECOND.text));

    act(() => result.current.wasSaved(SECOND));
    rerender({ ...FIRST });

    expect(result.current).toMatchObject({ text: SECOND.text, isChanged: false, isOutdated: false });
  });

  it('takes the secrets as they are shown once they are saved', () => {
    const { result, rerender } = opened();
    act(() => result.current.setText('{"api_key":"secret-1234"}'));
    act(() => result.current.wasSaved({ text: '{"api_key":"secret-1234"}', name: 'One', version: 'v2' }));

    rerender({ text: '{"api_key":"…1234"}', name: 'One', version: 'v2' });

    expect(result.current.text).toBe('{"api_key":"…1234"}');
  });
});
