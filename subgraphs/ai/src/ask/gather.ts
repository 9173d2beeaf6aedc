import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { passagesOf, type Passage, type ReadableVersion } from './passages.js';
import { rankPassages } from './rank.js';
import type { AiRequest } from './request.js';
import type { TextsRepository } from './texts.repository.js';
import { searchOf } from './words.js';

const MOST_DOCUMENTS = 12;
/** Characters of passages that go along with a question. */
const QUESTION_CHARACTERS = 12_000;
/** Characters of a document that is summarised; the rest is left out, and the model and the asker are told. */
const SUMMARY_CHARACTERS = 60_000;

/** The passages that a request is about. */
export interface Gathered {
  readonly passages: readonly Passage[];
  /** Whether a document was longer than what can be sent. */
  readonly isShortened: boolean;
}

/**
 * Finds what a request is about, as far as the asker may read it. Throws NOT_FOUND for a document that is not there
 * for them, INVALID_INPUT for one that is withheld; a question may find nothing.
 */
export async function gather(texts: TextsRepository, request: AiRequest): Promise<Gathered> {
  switch (request.kind) {
    case 'SUMMARISE': {
      const passages = passagesOf(await documentOf(texts, request));
      let left = SUMMARY_CHARACTERS;
      const kept = passages.filter(({ text }) => (left -= text.length) >= 0);
      return { passages: kept, isShortened: kept.length < passages.length };
    }
    case 'ANSWER':
      return { passages: await passagesFor(texts, request.question, request.spaceIds), isShortened: false };
    default:
      if (request.documentId !== null)
        await documentOf(texts, { documentId: request.documentId, versionId: null });
      return { passages: [], isShortened: false };
  }
}

/**
 * Reads the versions of the passages once more and keeps what the asker may still read, in the very text that was
 * found: between the search and this moment a grant may have ended, or a draft may have changed (THREATS 5).
 */
export async function recheck(texts: TextsRepository, passages: readonly Passage[]): Promise<Passage[]> {
  const ids = [...new Set(passages.map(({ version }) => version.versionId))];
  if (ids.length === 0) return [];
  const now = new Map((await texts.versions(ids)).map((version) => [version.versionId, version]));
  const isSame = ({ version }: Passage): boolean => {
    const found = now.get(version.versionId);
    return (
      found !== undefined &&
      found.title === version.title &&
      JSON.stringify(found.body) === JSON.stringify(version.body)
    );
  };
  return passages.filter(isSame);
}

async function documentOf(
  texts: TextsRepository,
  { documentId, versionId }: { readonly documentId: string; readonly versionId: string | null },
): Promise<ReadableVersion> {
  if (!isId(documentId) || (versionId !== null && !isId(versionId))) throw notFound('Document', documentId);
  const found = versionId === null ? await texts.newestOf([documentId]) : await texts.versions([versionId]);
  const version = found.find((each) => each.documentId === documentId);
  if (!version) throw notFound('Document', documentId);
  if (version.isWithheld) throw withheld();
  return version;
}

const withheld = (): Error =>
  invalidInput(
    'input.documentId',
    'Dieses Dokument ist so eingestuft, dass es nach den Einstellungen Ihrer Organization nicht an die KI geht.',
    'The classification of this document keeps it from the AI, by the settings of your Organization.',
  );

async function passagesFor(
  texts: TextsRepository,
  question: string,
  spaceIds: readonly string[] | null,
): Promise<Passage[]> {
  const search = searchOf(question);
  if (search.query === '') return [];
  const found = await texts.search(search, spaceIds?.filter(isId) ?? null, MOST_DOCUMENTS);
  if (found.length === 0) return [];
  const best = Math.max(...found.map(({ rank }) => rank), Number.EPSILON);
  const fit = new Map(found.map(({ versionId, rank }) => [versionId, rank / best]));
  const versions = await texts.versions(found.map(({ versionId }) => versionId));
  return rankPassages(question, versions.flatMap(passagesOf), fit, QUESTION_CHARACTERS);
}
