/** A request that is answered with an HTTP error and one sentence. */
export class Refusal extends Error {
  constructor(
    readonly statusCode: number,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'Refusal';
  }
}
