import type { UnitPrice } from '@sluice/provider-sdk';
import type { Used } from '@sluice/store/logs';
import { picturePrice } from './picture-price.ts';
import { ratesFor, type Rates } from './rates-for.ts';
import { inputOf, outputOf } from './tokens-used.ts';

const PER_MILLION = 1_000_000;

/** What is added up, as it goes: a list of it for every answer would be most of the work. */
class Bill {
  dollars = 0;
  /** Of something the price is not known. */
  isOpen = false;

  add(amount: number | undefined, rate: number | undefined): void {
    if (amount === undefined || !(amount > 0)) return;
    if (rate === undefined) this.isOpen = true;
    else this.dollars += amount * rate;
  }
}

/** US dollars for what was used; undefined where the price of any of it is not known, which is not the same as nothing. */
export function costOf(price: UnitPrice, used: Used): number | undefined {
  const bill = billFor(price, used, ratesFor(price, used));
  return bill.isOpen ? undefined : bill.dollars;
}

/**
 * US dollars for as much of it as has a price, at the usual price where the tier has none: for a budget, which must not let a
 * call pass as free because some of it has no price.
 */
export function knownCostOf(price: UnitPrice, used: Used): number {
  const { tier: _tier, ...usual } = used;
  return billFor(price, used, ratesFor(price, used) ?? ratesFor(price, usual)).dollars;
}

function billFor(price: UnitPrice, used: Used, rates: Rates | undefined): Bill {
  const bill = new Bill();
  const tokens = inputOf(used) + outputOf(used) > 0;
  const byTokens = price.input !== undefined || price.output !== undefined || price.imageOutput !== undefined;
  // The same thing may be told twice, as tokens and as seconds or pictures. It is paid once: by tokens, where they are sold.
  if (tokens && (byTokens || !hasUnits(used))) addTokens(bill, used, rates ?? {});
  else addUnits(bill, price, used);
  bill.add(used.searches, price.perSearch);
  bill.add(used.fee, 1);
  return bill;
}

function addTokens(bill: Bill, used: Used, rates: Rates): void {
  const { input, cachedInput, cacheWrite, cacheWrite1h, audioInput, imageInput, reasoning, audioOutput, imageOutput } = rates;
  // A model that only draws has no other price for what comes out.
  const output = rates.output ?? imageOutput;
  const add = (tokens: number | undefined, rate: number | undefined) => bill.add(tokens && tokens / PER_MILLION, rate);
  add(used.input, input);
  add(used.cachedInput, cachedInput ?? input);
  add(used.cacheWrite, cacheWrite ?? input);
  add(used.cacheWrite1h, cacheWrite1h ?? cacheWrite ?? input);
  add(used.audioInput, audioInput);
  add(used.imageInput, imageInput ?? input);
  add(used.output, output);
  add(used.reasoning, reasoning ?? output);
  add(used.audioOutput, audioOutput);
  add(used.imageOutput, imageOutput ?? output);
}

const hasUnits = ({ images, queries, seconds, characters, pages }: Used): boolean =>
  images !== undefined || queries !== undefined || seconds !== undefined || characters !== undefined || pages !== undefined;

function addUnits(bill: Bill, price: UnitPrice, { images, picture, queries, seconds, characters, pages }: Used): void {
  if (images !== undefined) bill.add(images, picturePrice(price, picture));
  bill.add(queries, price.perQuery);
  bill.add(seconds, price.perAudioSecond ?? price.perVideoSecond);
  bill.add(characters && characters / PER_MILLION, price.perMillionCharacters);
  bill.add(pages, price.perPage);
}
