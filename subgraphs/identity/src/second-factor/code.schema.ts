import { z } from 'zod';
import { line } from '#runtime/graphql/parse.js';

/** A code as people type it; spaces and hyphens are taken out later. */
export const codeSchema = z.object({ code: line({ max: 40 }) });
