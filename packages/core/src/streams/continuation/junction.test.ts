import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Junction, type Verdict } from './junction.ts';

interface Means {
  readonly prefilled?: boolean;
  readonly trimmed?: boolean | undefined;
}

/** Feeds the pieces of a new text; gives the whole answer, or the verdict where there is none. */
function join(sent: string, pieces: readonly string[], { prefilled = true, trimmed }: Means = {}): string | Verdict {
  const junction = new Junction({ sent, prefilled, trimmed });
  for (const [index, piece] of pieces.entries()) {
    const verdict = junction.push(piece);
    if (verdict.kind === 'goes_on') return sent + verdict.text + pieces.slice(index + 1).join('');
    if (verdict.kind === 'unprovable') return verdict;
  }
  const verdict = junction.end();
  return verdict.kind === 'goes_on' ? sent + verdict.text : verdict;
}

/** Cuts a text at the given places. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
}

const UNPROVABLE = { kind: 'unprovable', why: expect.any(String) };

describe('joining an answer that was asked to go on', () => {
  it.each([
    ['goes on', 'The quick brown', ' fox jumps', 'The quick brown fox jumps'],
    ['goes on within a word', 'What a wonder', 'ful day', 'What a wonderful day'],
    ['goes on with a word said before, once', 'the cat saw', ' the dog', 'the cat saw the dog'],
    ['goes on with a word that begins as the last one reads', 'over the', ' theory of', 'over the theory of'],
    ['goes on with one behind a sent space', 'over the ', 'theory of', 'over the theory of'],
    ['begins the next row of a table', '| 1 | 2 |', '\n| 3 | 4 |', '| 1 | 2 |\n| 3 | 4 |'],
    ['begins the next row behind a sent line break', '| 1 | 2 |\n', '\n| 3 | 4 |', '| 1 | 2 |\n| 3 | 4 |'],
    ['closes the next block further out', '{\n  {\n  }', '\n}\n', '{\n  {\n  }\n}\n'],
    ['goes on with words that stand further up', 'if a then b else c. So if', ' a then b', 'if a then b else c. So if a then b'],
    ['says white space again', 'The quick ', ' brown', 'The quick brown'],
    ['says part of the white space again', 'One.\n\n', '\nTwo', 'One.\n\nTwo'],
    ['says all white space of which part was sent', 'One.\n', '\n\nTwo', 'One.\n\nTwo'],
    ['leaves white space out that was sent', 'The quick ', 'brown', 'The quick brown'],
    ['repeats five words', 'one two three four five six', 'two three four five six seven', 'one two three four five six seven'],
    ['repeats them behind a space', 'one two three four five six', ' two three four five six seven', 'one two three four five six seven'],
    ['repeats half a word too', 'one two three four five si', 'two three four five six seven', 'one two three four five six seven'],
    ['repeats over the sent space', 'one two three four five ', 'three four five six', 'one two three four five six'],
    ['repeats less white space than was sent', 'one two three.\n\n', 'one two three.\nfour', 'one two three.\n\nfour'],
    ['repeats more white space than was sent', 'one two three.\n', 'one two three.\n\nfour', 'one two three.\n\nfour'],
    ['repeats no white space behind the last words', 'one two three.\n', 'one two three.', 'one two three.\n'],
    ['repeats with other space', 'one two\n\nthree  four', 'two three four five', 'one two\n\nthree  four five'],
    ['begins at the top again', 'one two three four', 'one two three four five', 'one two three four five'],
    ['begins at the top of two words', 'Hello wor', 'Hello world', 'Hello world'],
    ['begins at the top of one', 'Hel', 'Hello world', 'Hello world'],
    ['repeats one word that would stick', 'over the', 'the cat', 'over the cat'],
    ['repeats two words that would stick', 'one two thr', 'two three', 'one two three'],
    ['repeats ideographs', '春眠不覺曉處處', '覺曉處處聞啼鳥', '春眠不覺曉處處聞啼鳥'],
    ['repeats letters beyond the basic plane', 'a 🌍 b 🌒 c', '🌍 b 🌒 c d', 'a 🌍 b 🌒 c d'],
    ['brings a mark for the last letter', 'one two three cafe', 'two three cafe\u0301 noir', 'one two three cafe\u0301 noir'],
    ['has nothing sent before it', '', ' Hello', ' Hello'],
    ['has nothing to add', 'All is said.', '', 'All is said.'],
  ])('%s', (_, sent, next, whole) => {
    expect(join(sent, [next])).toBe(whole);
    expect(join(sent, next.split(''))).toBe(whole);
  });

  it.each([
    ['a refrain', 'ha ha ha ha', 'ha ha ha ho'],
    ['a word that was cut and may be said again', 'an old castl', ' castle stood'],
    ['a refrain, spaced', 'ha ha ha ha', ' ha ha ha ho'],
    ['a line that stands twice', 'row your boat\nrow your boat\n', 'row your boat\ngently'],
    ['rows of a table', '| --- | --- |', ' --- | --- |\n| a'],
    ['a laugh without spaces', '她说哈哈哈哈', '哈哈哈！'],
    ['the first letter again, or doubled', 'a l', 'lama'],
    ['the first syllable again, or doubled', 'a bar', 'barian'],
    ['a digit again, or doubled', 'page 1', '1 of 2'],
    ['a mark at the top again, or doubled', '#', '# Title'],
    ['the answer begun again in other words', 'one two three four five six seven', 'one two three four five six eight'],
    ['the answer begun again and ended early', 'one two three four five six seven', 'one two three four'],
    ['words repeated of which the last was sent as another', 'one two three won ', 'one two three wonder'],
    ['a word again behind the sent space, or meant twice', 'The big capital of old France is ', 'is Paris.'],
    ['two words again behind the sent space', 'The big capital of old France is ', 'France is Paris.'],
    ['a word again behind a space', 'I said that', ' that is it'],
    ['a word again at the very end', 'I said that', ' that'],
    ['two words again, the last one longer', 'The capital of old Fran', ' old France is'],
    ['two words again with another last one', 'This is a ', 'is an apple'],
    ['the only word again behind a space', 'Bye', ' Bye now'],
    ['the only word again, or one that begins so', 'Can', ' Canada'],
    ['a number again', 'page 1 ', '1 of 2'],
    ['an ideograph again, or doubled', '请慢', '慢走'],
    ['two kana again, or doubled', 'むねがドキ', 'ドキする'],
    ['an ideograph again behind a space', 'He said 慢 ', '慢走'],
    ['a dash again behind a space', 'by the river –\n\n', '– was never'],
    ['a dash again, or doubled', 'by the river –', '–\n\nwas never'],
    ['a word and its mark again, or doubled', 'it is 5.', '5. And'],
    ['the bar that begins a row again, on a line of its own', '| a |\n|', '\n| - |'],
    ['other white space behind words said again', 'Line one is.\n\n', 'Line one is. Line two.'],
    ['other white space behind the last words', 'one two three four \n', 'two three four\nfive'],
    ['other white space where it was sent', 'Line one.\n\n', ' Line two.'],
    ['a repetition that ends where two end', 'a b c d a b c', 'a b c d a b c e'],
  ])('does not guess at %s', (_, sent, next) => {
    expect(join(sent, [next])).toEqual(UNPROVABLE);
    expect(join(sent, next.split(''))).toEqual(UNPROVABLE);
  });

  it('keeps white space that comes twice where the target had all of it', () => {
    expect(join('One.\n', ['\nTwo'], { trimmed: false })).toBe('One.\n\nTwo');
    expect(join('one two three\n', ['one two three\n\nfour'], { trimmed: false })).toBe('one two three\n\nfour');
  });

  it('decides as soon as nothing is left to repeat', () => {
    const junction = new Junction({ sent: 'the cat sat on the mat', prefilled: true });

    const verdicts = [' the', ' cat', ' slept'].map((piece) => junction.push(piece).kind);

    expect(verdicts).toEqual(['undecided', 'undecided', 'goes_on']);
  });
});

describe('joining an answer that was given afresh', () => {
  it.each([
    ['one two', ['one', ' two three'], 'one two three'],
    ['one two ', ['one two', ' ', 'three'], 'one two three'],
    ['one two', ['one two'], 'one two'],
    ['', ['one'], 'one'],
  ])('takes %j from %j', (sent, pieces, whole) => {
    expect(join(sent, pieces, { prefilled: false })).toBe(whole);
  });

  it.each([
    ['another answer', 'one two', ['one', ' three']],
    ['a shorter one', 'one two', ['one']],
    ['none', 'one two', []],
    ['other white space', 'one two', ['one  two three']],
  ])('does not take %s', (_, sent, pieces) => {
    expect(join(sent, pieces, { prefilled: false })).toEqual(UNPROVABLE);
  });
});

/** None begins as it goes on, and no two of them begin or end alike. */
const WORDS = (
  'alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar quebec romeo sierra tango ' +
  'uniform victor whiskey xray yankee zulu überall 🌍world naïve'
).split(' ');

const SPACES = [' ', ' ', ' ', '\n', '\n\n', ', ', '. '];

/** A text that says no word twice. */
const plainText = fc
  .tuple(fc.shuffledSubarray(WORDS, { minLength: 4 }), fc.array(fc.constantFrom(...SPACES), { minLength: 40, maxLength: 40 }))
  .map(([words, spaces]) =>
    words
      .map((word, index) => word + spaces[index]!)
      .join('')
      .trim(),
  );

const textOf = (...words: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', '\n', ', ')), { minLength: 3, maxLength: 20 })
    .map((parts) => parts.flat().join(''));

/** A text that says little else. Three different words twice in a row are more than anybody means. */
const repetitiveText = {
  ofTwoWords: textOf('ha', 'ho', 'ha', 'ha-ha', 'ho ha'),
  ofMore: textOf('ha', 'ho', 'ha', 'la la', 'ha-ha', '哈哈', '10', '🌍'),
};

const places = fc.array(fc.nat(), { maxLength: 10 });

/** Where a text may be cut: never inside a letter. */
const whole = (text: string, place: number) => (/[\ud800-\udbff]$/.test(text.slice(0, place)) ? place + 1 : place);

/** The last words of a text, the last of them perhaps cut. */
const lastWords = (text: string, count: number) =>
  text
    .trimEnd()
    .split(/(?<=\s)(?=\S)/)
    .slice(-count)
    .join('') + text.slice(text.trimEnd().length);

const wordsOf = (text: string) => text.trim().split(/\s+/).length;

interface Upstream extends Means {
  readonly next: (text: string, sent: string) => string;
  /** It says so few words again, behind white space, that none may be doubled or lost, but the joint need not be found. */
  readonly saysTooLittle?: boolean;
}

/** How upstreams go on from the beginning of a text. */
const UPSTREAMS: Record<string, Upstream> = {
  'goes on exactly': { next: (text, sent) => text.slice(sent.length), trimmed: false },
  'goes on from the trimmed text': { next: (text, sent) => text.slice(sent.trimEnd().length), trimmed: true },
  'repeats five words': { next: (text, sent) => lastWords(sent, 5) + text.slice(sent.length) },
  'repeats one word': { next: (text, sent) => lastWords(sent, 1) + text.slice(sent.length), saysTooLittle: true },
  'repeats two words': { next: (text, sent) => lastWords(sent, 2) + text.slice(sent.length), saysTooLittle: true },
  'repeats two words behind a space': { next: (text, sent) => ` ${lastWords(sent, 2)}${text.slice(sent.length)}`, saysTooLittle: true },
  'repeats three words behind a space': { next: (text, sent) => ` ${lastWords(sent, 3)}${text.slice(sent.length)}` },
  'begins at the top again': { next: (text) => text },
  'begins afresh': { next: (text) => text, prefilled: false },
};

describe.each(Object.entries(UPSTREAMS))('an upstream that %s', (name, { next, saysTooLittle = false, prefilled = true, trimmed }) => {
  const means = { prefilled, trimmed };
  const repetitive = name.startsWith('goes on') ? repetitiveText.ofTwoWords : repetitiveText.ofMore;

  it('makes the exact text of one without repetitions, unless nobody could tell', () => {
    fc.assert(
      fc.property(plainText, fc.nat(), places, (text, at, cuts) => {
        const sent = text.slice(0, whole(text, 5 + (at % (text.length - 5))));

        const answer = join(sent, cut(next(text, sent), cuts), means);

        const unclear = saysTooLittle || (!name.startsWith('goes on') && prefilled && wordsOf(sent) < 3);
        expect(unclear ? [text, UNPROVABLE] : [text]).toContainEqual(answer);
      }),
      { numRuns: 2000 },
    );
  });

  // A refrain that is also what one word said again would make of itself is beyond telling.
  if (saysTooLittle) return;

  it('never garbles a text full of repetitions', () => {
    fc.assert(
      fc.property(repetitive, fc.nat(), places, (text, at, cuts) => {
        const sent = text.slice(0, whole(text, at % (text.length + 1)));
        // Of one or two short words nobody can tell.
        fc.pre(wordsOf(sent) >= 3);

        const answer = join(sent, cut(next(text, sent), cuts), means);

        expect([text, UNPROVABLE]).toContainEqual(answer);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('another answer altogether', () => {
  it('never passes for the rest of this one, given afresh', () => {
    fc.assert(
      fc.property(plainText, plainText, fc.nat(), places, (text, other, at, cuts) => {
        const sent = text.slice(0, whole(text, at % (text.length + 1)));

        const answer = join(sent, cut(other, cuts), { prefilled: false });

        expect(answer).toEqual(other.startsWith(sent) ? other : UNPROVABLE);
      }),
    );
  });

  it('is known by its first six words where it was to go on', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(WORDS, { minLength: 16 }), places, (words, cuts) => {
        const sent = words.slice(0, 10).join(' ');
        const other = [...words.slice(0, 6), ...words.slice(10)].join(' ');

        const answer = join(sent, cut(other, cuts));

        expect(answer).toEqual(UNPROVABLE);
      }),
    );
  });
});

describe('a long text', () => {
  it.each([
    ['of one word', 'a '.repeat(100_000), 'a '.repeat(99_999)],
    ['of one ideograph', '哈'.repeat(200_000), '哈'.repeat(199_999)],
    ['that nearly repeats itself', 'a a a b '.repeat(25_000), 'a a a b '.repeat(24_999)],
  ])('%s is walked over, not searched again and again', (_, sent, next) => {
    const pieces = next.match(/[^]{1,4}/g) ?? [];

    expect(join(sent, [...pieces, 'z'])).toEqual(UNPROVABLE);
  });

  it('of one letter is too', () => {
    const letters = 'a'.repeat(200_000);

    expect(join(letters, [letters, 'z'])).toBe(`${letters}z`);
  });

  it('without repetitions is restarted exactly', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `w${index}x`).join(' ');

    expect(
      join(
        text.slice(0, 100_000),
        cut(
          text,
          Array.from({ length: 5000 }, (_, index) => index * 31),
        ),
      ),
    ).toBe(text);
  });
});
