import { z } from 'zod';
import { bilingual, paragraph, parse } from '#runtime/graphql/parse.js';

/** What the model can be asked for. */
export const AI_KINDS = ['SUMMARISE', 'ANSWER', 'REWRITE', 'TRANSLATE'] as const;
/** See {@link AI_KINDS}. */
export type AiKind = (typeof AI_KINDS)[number];

/** How a text can be rewritten. */
export const AI_STYLES = ['SHORTER', 'CLEARER', 'FORMAL', 'FRIENDLY'] as const;
/** See {@link AI_STYLES}. */
export type AiStyle = (typeof AI_STYLES)[number];

/** The languages that can be asked for, with their English names for the model. */
export const AI_LANGUAGES = {
  DE: 'German',
  EN: 'English',
  FR: 'French',
  IT: 'Italian',
  ES: 'Spanish',
  NL: 'Dutch',
  PL: 'Polish',
} as const;
/** See {@link AI_LANGUAGES}. */
export type AiLanguage = keyof typeof AI_LANGUAGES;

/** Longest question, in characters. */
export const LONGEST_QUESTION = 1_000;
/** Longest text to rewrite or translate, in characters. */
export const LONGEST_TEXT = 12_000;
const MOST_SPACES = 100;

/** A checked request. Ids may still lead nowhere. */
export type AiRequest =
  | {
      readonly kind: 'SUMMARISE';
      readonly documentId: string;
      readonly versionId: string | null;
      readonly language: AiLanguage;
    }
  | {
      readonly kind: 'ANSWER';
      readonly question: string;
      readonly spaceIds: readonly string[] | null;
      readonly language: AiLanguage;
    }
  | {
      readonly kind: 'REWRITE';
      readonly text: string;
      /** Where the text stands, if it does. */
      readonly documentId: string | null;
      readonly style: AiStyle;
    }
  | {
      readonly kind: 'TRANSLATE';
      readonly text: string;
      readonly documentId: string | null;
      readonly language: AiLanguage;
    };

const id = z.string(bilingual('Bitte wählen Sie ein Dokument.', 'Please choose a document.')).max(64);
const languages = Object.keys(AI_LANGUAGES) as [AiLanguage, ...AiLanguage[]];

const shape = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('SUMMARISE'),
      documentId: id,
      versionId: id.nullish(),
      language: z.enum(languages).nullish(),
    }),
    z.object({
      kind: z.literal('ANSWER'),
      question: paragraph({ min: 1, max: LONGEST_QUESTION }),
      spaceIds: z.array(z.string().max(64)).max(MOST_SPACES).nullish(),
      language: z.enum(languages).nullish(),
    }),
    z.object({
      kind: z.literal('REWRITE'),
      text: paragraph({ min: 1, max: LONGEST_TEXT }),
      documentId: id.nullish(),
      style: z.enum(AI_STYLES),
    }),
    z.object({
      kind: z.literal('TRANSLATE'),
      text: paragraph({ min: 1, max: LONGEST_TEXT }),
      documentId: id.nullish(),
      language: z.enum(languages),
    }),
  ],
  { error: bilingual(`Möglich sind: ${AI_KINDS.join(', ')}.`, `Possible are: ${AI_KINDS.join(', ')}.`) },
);

/** Checks what somebody asks for; an absent language is the asker's. Throws INVALID_INPUT. */
export function parseAiRequest(input: unknown, locale: 'de' | 'en'): AiRequest {
  const asked = parse(shape, input);
  const own: AiLanguage = locale === 'de' ? 'DE' : 'EN';
  switch (asked.kind) {
    case 'SUMMARISE':
      return { ...asked, versionId: asked.versionId ?? null, language: asked.language ?? own };
    case 'ANSWER':
      return { ...asked, spaceIds: asked.spaceIds ?? null, language: asked.language ?? own };
    default:
      return { ...asked, documentId: asked.documentId ?? null };
  }
}
