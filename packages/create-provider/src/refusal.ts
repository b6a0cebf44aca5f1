/** Something that was asked for and cannot be done, in a sentence for whoever asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
