import { anyone, fields, may, type RuleMap } from '#runtime/access/rules.js';

const mayRun = may('operator.claims');

/** What is claimed and measured is public; figures, history and running everything are the operator's. */
export const claimRules: RuleMap = {
  Query: { claimBoard: anyone, claimRequest: anyone, claimRuns: mayRun },
  Mutation: { runClaimChecks: mayRun, recheckClaim: anyone },
  ClaimBoard: fields(['measuredAt', 'version', 'claims', 'checks', 'isolationRuns'], anyone),
  IsolationRun: fields(
    [
      ...(['id', 'at', 'outcome', 'operations', 'probes', 'requests', 'leaks', 'oracles'] as const),
      ...(['broken', 'seen', 'seconds', 'commit'] as const),
    ],
    anyone,
  ),
  ClaimVersion: fields(['commit'], anyone),
  Claim: fields(
    [
      ...([
        'id',
        'number',
        'title',
        'sectionId',
        'section',
        'kind',
        'isStrict',
        'owner',
        'red',
        'note',
      ] as const),
      ...(['state', 'reason', 'checkedAt', 'checkIds', 'restsOn'] as const),
    ],
    anyone,
  ),
  ClaimCheck: fields(
    ['id', 'kind', 'title', 'measures', 'everyHours', 'isOpen', 'outcome', 'isStale', 'says', 'at'],
    anyone,
  ),
  ClaimRequest: fields(['id', 'total', 'done', 'isFinished'], anyone),
  ClaimRun: fields(
    ['id', 'checkId', 'at', 'outcome', 'says', 'figures', 'durationMs', 'askedBy', 'person', 'version'],
    mayRun,
  ),
  ClaimFigure: fields(['name', 'value'], mayRun),
  ClaimRunConnection: fields(['edges', 'pageInfo'], mayRun),
  ClaimRunEdge: fields(['cursor', 'node'], mayRun),
};
