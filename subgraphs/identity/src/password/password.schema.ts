import { z } from 'zod';
import { LONGEST_PASSWORD } from './password.policy.js';

/**
 * A password as somebody typed it: never trimmed, bounded so that hashing cannot be made expensive. Whether a *new*
 * one is good enough is for `judgePassword`.
 */
export const secretText = z
  .string()
  .min(1)
  .max(LONGEST_PASSWORD * 4);
