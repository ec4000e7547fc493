import { closest, distance } from "fastest-levenshtein";

const MAX_SHARE_OF_TYPOS = 1 / 3;

/** The known word that `word` is most likely a misspelling of, or nothing when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(word, [...known]);
  return distance(word, candidate) <= Math.max(2, word.length * MAX_SHARE_OF_TYPOS) ? candidate : undefined;
}

/** A fix for a word that is not among the `known` ones: the nearest of them as a question, or else `otherwise`. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const suggestion = nearest(word, known);
  return suggestion ? `did you mean ${suggestion}?` : otherwise;
}
