import type { IsolationRun as IsolationRecord } from '../canary/canary.repository.js';
import type { ClaimRunRecord } from './claim-run.repository.js';
import {
  Claim,
  ClaimBoard,
  ClaimCheck,
  ClaimFigure,
  ClaimRun,
  ClaimVersion,
  IsolationRun,
  type IsolationOutcome,
  type ClaimAskedBy,
  type ClaimCheckKind,
  type ClaimKind,
  type ClaimOutcome,
  type ClaimState,
} from './claim.type.js';
import { FIGURE_LABELS, figureText } from './figure-labels.js';
import type { Board, CheckOnBoard, ClaimOnBoard } from './read-board.js';
import { User } from '../stubs.js';

type Language = 'de' | 'en';

const upper = <Name extends string>(name: string): Name => name.toUpperCase() as Name;

/** The board in the reader's language. Sentences and times only: figures are the operator's. */
export function presentBoard(board: Board, language: Language): ClaimBoard {
  return Object.assign(new ClaimBoard(), {
    measuredAt: board.newest?.at ?? null,
    version: Object.assign(new ClaimVersion(), { commit: board.newest?.version ?? null }),
    claims: board.claims.map((each) => presentClaim(each, language)),
    checks: board.checks.map((each) => presentCheck(each, language)),
    isolationRuns: board.isolationRuns.map(presentIsolationRun),
  });
}

function presentClaim({ claim, section, owner, standing }: ClaimOnBoard, language: Language): Claim {
  return Object.assign(new Claim(), {
    id: `claim-${claim.number}`,
    number: claim.number,
    title: claim.title[language],
    sectionId: claim.section,
    section: section[language],
    kind: upper<keyof typeof ClaimKind>(claim.kind),
    isStrict: claim.isStrict,
    owner: owner[language],
    red: claim.red[language],
    note: claim.beyond?.[language] ?? null,
    state: upper<keyof typeof ClaimState>(standing.state),
    reason: standing.reason?.[language] ?? null,
    checkedAt: standing.checkedAt,
    checkIds: claim.checks,
    restsOn: claim.claims,
  });
}

function presentIsolationRun({ runId, outcome, version, ...run }: IsolationRecord): IsolationRun {
  return Object.assign(new IsolationRun(), {
    ...run,
    ...{ id: runId, outcome: upper<keyof typeof IsolationOutcome>(outcome), commit: version },
  });
}

function presentCheck({ check, everyHours, run, isStale }: CheckOnBoard, language: Language): ClaimCheck {
  return Object.assign(new ClaimCheck(), {
    id: check.id,
    kind: upper<keyof typeof ClaimCheckKind>(check.kind),
    title: check.title[language],
    measures: check.measures[language],
    everyHours,
    isOpen: check.isOpen,
    outcome: run && upper<keyof typeof ClaimOutcome>(run.outcome),
    isStale,
    says: run?.says[language] ?? null,
    at: run?.at ?? null,
  });
}

/** A run with its figures, for the operator. */
export function presentRun(run: ClaimRunRecord, language: Language): ClaimRun {
  return Object.assign(new ClaimRun(), {
    id: run.runId,
    checkId: run.checkId,
    at: run.at,
    outcome: upper<keyof typeof ClaimOutcome>(run.outcome),
    says: language === 'de' ? run.saysDe : run.saysEn,
    figures: Object.entries(run.figures).map(([name, value]) =>
      Object.assign(new ClaimFigure(), {
        name: FIGURE_LABELS[name]?.[language] ?? name,
        value: figureText(value, language),
      }),
    ),
    durationMs: run.durationMs,
    askedBy: upper<keyof typeof ClaimAskedBy>(run.askedBy),
    person: run.accountId ? Object.assign(new User(), { id: run.accountId }) : null,
    version: run.version,
  });
}
