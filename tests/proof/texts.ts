import { canaryWord } from '#runtime/probe/words.js';
import type { Canary } from './canaries.js';
import type { Asker } from './asker.js';
import { ask, nameOf, withOwnIds, type ProberTools } from './prober.js';
import type { Question } from './questions.js';
import { PUBLIC } from './outsiders.js';

/** Whether a question filters or searches by a text. */
export const takesText = ({ field, kind, textSlots, path, openedAt }: Question): boolean =>
  // What the whole world may ask is the same for everybody, and may be limited by address.
  kind === 'query' &&
  !(field in PUBLIC) &&
  textSlots.length > 0 &&
  /^\.?(edges\.node)?$/.test(path.slice(openedAt.length));

/**
 * Searches for words that lie where the asker does not read: the answer has to be the one for a word that is
 * nowhere, counts and cursors included (THREATS 4). A word of their own has to be found by those who may.
 */
export async function probeText(
  tools: ProberTools,
  words: readonly Canary[],
  question: Question,
  asker: Asker,
): Promise<void> {
  const { oracle, findings } = tools;
  // In a Space and at a document of their own: what is missing finds nothing anyway.
  const own = withOwnIds(tools, question, asker);
  for (const [slot] of question.textSlots) {
    const search = (text: string): ReturnType<typeof ask> =>
      ask(tools, question, { ...own, [slot ?? '']: text }, asker, 'own');
    const absent = oracle.comparable((await search(NOWHERE)).text);
    for (const word of words) {
      const reply = await search(word.text);
      const isForeign = oracle.foreignIn(word.text, asker).length > 0;
      const answer = oracle.comparable(reply.text).replaceAll(word.text, NOWHERE);
      if (isForeign && answer !== absent)
        findings.oracles.push(
          `${asker.name} asking ${nameOf(question)} for a foreign ${word.isDraft ? 'draft’s' : ''} word: ${answer.trim().slice(0, 160)}`,
        );
    }
  }
}

const NOWHERE = canaryWord();
