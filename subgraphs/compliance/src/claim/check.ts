import type { Bilingual } from '#schema/permissions.js';
import type { ClaimFigures } from './claim-figures.repository.js';
import type { Installation } from './ports.js';

/** What a run of a check found. `not_measured`: nothing can be said here, which is never green. */
export type Outcome = 'passed' | 'failed' | 'not_measured';

/** Numbers, times, names of parts of the product. Never anything of a customer. */
export type Figures = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What a check measured. */
export interface Measurement {
  readonly outcome: Outcome;
  /** Shown to the public: it must not tell how many customers, people or documents there are. */
  readonly says: Bilingual;
  /** Shown to the operator alone. */
  readonly figures: Figures;
}

/** What checks measure with. */
export interface CheckTools {
  readonly figures: ClaimFigures;
  readonly installation: Installation;
  readonly clock: () => Date;
}

/**
 * `live`: looks at the running installation. `tests`: a recorded run of tests. `register`: what the operator
 * recorded about suppliers and contracts.
 */
export type CheckKind = 'live' | 'tests' | 'register';

/** Code that measures now whether something that we claim is so. */
export interface Check {
  /** Stable, for example `accounts.second_factor`. */
  readonly id: string;
  readonly kind: CheckKind;
  readonly title: Bilingual;
  /** What is measured, in one sentence. */
  readonly measures: Bilingual;
  /** Whether visitors of the trust page may have it run: it is quick and loads nobody else's machine. */
  readonly isOpen: boolean;
  readonly measure: (tools: CheckTools) => Promise<Measurement>;
}

/** A sentence in both languages. */
export const say = (de: string, en: string): Bilingual => ({ de, en });

/** Measured, and as claimed. */
export const passed = (says: Bilingual, figures: Figures = {}): Measurement => ({
  outcome: 'passed',
  says,
  figures,
});

/** Measured, and not as claimed. */
export const failed = (says: Bilingual, figures: Figures = {}): Measurement => ({
  outcome: 'failed',
  says,
  figures,
});

/** Could not be measured; says why. */
export const notMeasured = (says: Bilingual, figures: Figures = {}): Measurement => ({
  outcome: 'not_measured',
  says,
  figures,
});

/** Passed or failed by one condition. */
export const verdict = (holds: boolean, good: Bilingual, bad: Bilingual, figures: Figures): Measurement =>
  holds ? passed(good, figures) : failed(bad, figures);
