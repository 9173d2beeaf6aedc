import type { Keyring } from '#runtime/crypto/keyring.js';
import { openCanaryWork, type CanaryWork } from '#subgraphs/compliance/src/canary/open-canary-work.js';
import type { Installation } from '#subgraphs/compliance/src/claim/ports.js';
import { canaryQuestions } from './canary-questions.js';

/** Opens the canaries of an installation; they run by the operator's setting, and when somebody asks. */
export function openCanaries(parts: {
  /** Connection string of the worker's login. */
  readonly databaseUrl: string;
  readonly installation: Installation;
  /** The project's folder: the operations of the web client are read from it. */
  readonly root: string;
  readonly keyring: Keyring;
  readonly report: (error: unknown, task: string) => void;
  readonly firstAfterMs?: number | null;
  readonly paceMs?: number;
  /** Only the operations whose name matches: proves less, and says so. */
  readonly only?: RegExp;
}): CanaryWork {
  const { root, ...rest } = parts;
  return openCanaryWork({ ...rest, questions: canaryQuestions(root) });
}
