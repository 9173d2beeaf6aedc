/** A sentence for people, in both languages of the product. */
export interface Sentence {
  readonly de: string;
  readonly en: string;
}

/**
 * A start-up obstacle that a person can remove.
 *
 * Carries one clear sentence in German and English; whoever catches it prints that sentence alone, without
 * a stack trace, and exits with a non-zero code. `message` is the English sentence.
 */
export class StartProblem extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options);
    this.name = 'StartProblem';
    this.sentence = sentence;
  }
}
