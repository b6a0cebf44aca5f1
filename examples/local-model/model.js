// A language model, and a very small one: it has read thirteen proverbs and knows which word follows which. What matters is its
// form. Put in its place whatever runs on this machine and can be iterated: bindings to llama.cpp, ONNX, a child process.

const PROVERBS = `
  a stitch in time saves nine . time and tide wait for no man . no man is an island . all that glitters is not gold .
  all roads lead to rome . rome was not built in a day . a day without laughter is a day wasted . still waters run deep .
  the early bird catches the worm . the pen is mightier than the sword . many hands make light work .
  where there is a will there is a way . every cloud has a silver lining .`;

/** It stops by itself after so many. */
const SENTENCES = 3;

/** What follows each word, in the order in which it was read. */
const FOLLOWING = new Map(/** @type {[string, string[]][]} */ ([]));
const WORDS = PROVERBS.trim().split(/\s+/);
for (const [index, word] of WORDS.entries()) FOLLOWING.set(word, [...(FOLLOWING.get(word) ?? []), WORDS[index + 1] ?? 'a']);

/**
 * A text cut as the model reads it, so that its tokens are counted and not guessed.
 *
 * @param {string} text
 */
export const tokensOf = (text) => text.toLowerCase().match(/\p{L}+|[^\p{L}\s]/gu) ?? [];

/**
 * Goes on from the last word that it knows, a token at a time.
 *
 * @param {string} prompt
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<string, void>}
 */
export async function* generate(prompt, signal) {
  let word = tokensOf(prompt).findLast((token) => FOLLOWING.has(token)) ?? '.';
  for (let length = 0, ended = 0; ended < SENTENCES && !signal.aborted; length++) {
    const choices = FOLLOWING.get(word) ?? ['.'];
    // Which of them is drawn depends on the place alone: the same question has the same answer.
    word = choices[length % choices.length] ?? '.';
    if (word === '.') ended++;
    yield word;
    // A model that computes in this thread lets others have a turn between two tokens, or nobody is served meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
