import { userStub } from '../stubs.js';
import type { WholePublication } from './dpa-register.js';
import { versionToAccept } from './dpa.policy.js';
import type { AcceptanceRecord, DpaLanguage, DpaVersionRecord, PublicationRecord } from './dpa.js';
import { DpaAcceptance, DpaDocument, DpaPublication, DpaStatus, DpaVersion } from './dpa.type.js';

/** A version of the operator in the form of its GraphQL type. */
export function toDpaVersion({ updatedBy, publishedBy, ...version }: DpaVersionRecord): DpaVersion {
  return Object.assign(new DpaVersion(), {
    ...version,
    updatedBy: userStub(updatedBy),
    publishedBy: userStub(publishedBy),
  });
}

/** A published version, its summary in one language. */
export function toPublication(record: PublicationRecord, language: DpaLanguage): DpaPublication {
  const { number, hashDe, hashEn, validFrom, publishedAt, isCurrent, summaryDe, summaryEn } = record;
  const summary = language === 'de' ? summaryDe : summaryEn;
  return Object.assign(new DpaPublication(), {
    ...{ number, hashDe, hashEn, validFrom, publishedAt, isCurrent, summary },
  });
}

/** A published version with its texts. */
export function toDpaDocument(whole: WholePublication, language: DpaLanguage): DpaDocument {
  const { textDe, textEn } = whole;
  return Object.assign(new DpaDocument(), { publication: toPublication(whole, language), textDe, textEn });
}

/** An acceptance in the form of its GraphQL type. */
export function toAcceptance({ acceptedBy, ...acceptance }: AcceptanceRecord): DpaAcceptance {
  return Object.assign(new DpaAcceptance(), { ...acceptance, acceptedBy: userStub(acceptedBy) });
}

/** How the acting Organization stands with the contract; one that has none to conclude waits for nothing. */
export function toDpaStatus(
  found: { published: readonly PublicationRecord[]; acceptances: readonly AcceptanceRecord[] },
  language: DpaLanguage,
  concludes: boolean,
): DpaStatus {
  return Object.assign(new DpaStatus(), {
    publications: found.published.map((each) => toPublication(each, language)),
    acceptances: found.acceptances.map(toAcceptance),
    waiting: concludes ? (versionToAccept(found.published, found.acceptances)?.number ?? null) : null,
  });
}
