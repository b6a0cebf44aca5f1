import { ADMIN_WORDS } from './own-words.ts';

/** Addresses below `/v1` that this gateway answers itself: asked of every request, so one test for all. */
const OWN = new RegExp(`^/v1/+(?:health|route/(?:explain|breakers)|(${[...ADMIN_WORDS].join('|')}))(?:[/?]|$)`);

/** Calls to stored prompts stand among the addresses where prompts are managed. Doubled slashes count as one, as in `readAddress`. Wire spec §15. */
const PROMPT_CALL = /^\/v1\/+prompts(?:\/+[^/?]+)?\/+(?:completions|render|generate)\/*(?:\?|$)/;

/** Who answers an address below `/v1`: `relay` whatever is no address of our own, and calls to stored prompts. */
export function answererOf(method: string, url: string): 'relay' | 'admin' | 'app' {
  const own = OWN.exec(url);
  if (own === null) return 'relay';
  if (own[1] === undefined) return 'app';
  return method === 'POST' && own[1] === 'prompts' && PROMPT_CALL.test(url) ? 'relay' : 'admin';
}
