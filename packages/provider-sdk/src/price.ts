/**
 * What is known of a price, in US dollars: per million tokens, or per what a member is named for. Unknown is left out,
 * and then what it would have priced has a cost that nobody knows, which is not nothing.
 */
export interface UnitPrice extends TokenPrice {
  /** Tokens written to the provider's cache, to be read within five minutes or however long is usual there. */
  readonly cacheWrite?: number;
  /** The same, kept for an hour. */
  readonly cacheWrite1h?: number;
  /** Tokens of sound that goes in. Not given: unknown. */
  readonly audioInput?: number;
  /** Tokens of pictures that go in; where this is not known they cost what `input` says. */
  readonly imageInput?: number;
  /** Tokens of sound that comes out. Not given: unknown. */
  readonly audioOutput?: number;
  /** Tokens of pictures that come out. */
  readonly imageOutput?: number;
  /** Instead of `input` and `output` where the answer may wait a day. */
  readonly batch?: TokenPrice;
  /** Instead of them where the request asks for this service tier. */
  readonly flex?: TokenPrice;
  /** The same for the tier that is served before others. */
  readonly priority?: TokenPrice;
  /** Instead of them for the whole of a request whose prompt is longer, by rising length; the last that it is longer than counts. */
  readonly above?: readonly LongPromptPrice[];
  /** One picture that comes out, whatever its size and quality. */
  readonly perImage?: number;
  /** In place of `perImage` where that depends on what was asked for. */
  readonly pictures?: readonly PicturePrice[];
  /** One picture to embed. */
  readonly perInputImage?: number;
  /** One page of a document to read. */
  readonly perPage?: number;
  /** One search of a reranker. */
  readonly perQuery?: number;
  /** One search of the web that the model makes. Not given: unknown. */
  readonly perSearch?: number;
  /** Of the audio that goes in, or of speech that comes out. */
  readonly perAudioSecond?: number;
  /** Of video that comes out. */
  readonly perVideoSecond?: number;
  /** Of text to be spoken. */
  readonly perMillionCharacters?: number;
}

/** US dollars per million tokens. */
export interface TokenPrice {
  /** Tokens that go in: the prompt. Not given: unknown. */
  readonly input?: number;
  /** Tokens that come out, thought included unless `reasoning` says otherwise. Not given: unknown. */
  readonly output?: number;
  /** Tokens read from the provider's cache; where this is not known they cost what `input` says. */
  readonly cachedInput?: number;
  /** Tokens of thought, where they have a price of their own. */
  readonly reasoning?: number;
}

/** A price of which both sides are known, so that what it comes to can be reckoned and compared. */
export interface Price extends UnitPrice {
  /** Tokens that go in: the prompt. Zero means that the provider says it is free. */
  readonly input: number;
  /** Tokens that come out. Zero means that the provider says it is free. */
  readonly output: number;
}

/** What tokens cost once a prompt is longer than a limit. */
export interface LongPromptPrice extends TokenPrice {
  /** More tokens than this in the prompt. */
  readonly tokens: number;
}

/** What one picture of a kind costs, in US dollars. What is left out may be anything. */
export interface PicturePrice {
  /** Width and height in pixels: `1024x1536`. */
  readonly size?: string;
  /** In the provider's word: `high`, `hd`. */
  readonly quality?: string;
  /** US dollars a picture. */
  readonly price: number;
}
