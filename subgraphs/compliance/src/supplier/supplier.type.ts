import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { User } from '../stubs.js';
import type { ApprovalNeed } from './supplier.policy.js';
import type { Adapter, CertificateKind, ReviewOutcome, RiskLevel } from './supplier.js';
import type { Standing } from './supplier-standing.js';

/** Ways out of the product, by their names in the schema. */
export const AdapterEnum = { S3: 's3', AZURE_OPENAI: 'azure-openai', SMTP: 'smtp', OTLP: 'otlp' } as const;
registerEnumType(AdapterEnum, {
  name: 'Adapter',
  description: 'A way out of the product that a supplier can stand for.',
  valuesConfig: {
    S3: { description: 'The file store.' },
    AZURE_OPENAI: { description: 'The language model.' },
    SMTP: { description: 'The mail server.' },
    OTLP: { description: 'The collector of traces.' },
  },
});
/** Kinds of certificates, by their names in the schema. */
export const CertificateKindEnum = {
  ISO_27001: 'iso_27001',
  SOC_2_TYPE_II: 'soc_2_type_ii',
  ISO_27017: 'iso_27017',
  ISO_27018: 'iso_27018',
  C5: 'c5',
  TISAX: 'tisax',
  PCI_DSS: 'pci_dss',
  OTHER: 'other',
} as const;
registerEnumType(CertificateKindEnum, {
  name: 'CertificateKind',
  description: 'What a supplier is certified for.',
});
/** Levels of risk, by their names in the schema. */
export const RiskLevelEnum = { LOW: 'low', MEDIUM: 'medium', HIGH: 'high' } as const;
registerEnumType(RiskLevelEnum, { name: 'RiskLevel', description: 'How much could go wrong.' });
/** Outcomes of a review, by their names in the schema. */
export const ReviewOutcomeEnum = { APPROVED: 'approved', REJECTED: 'rejected' } as const;
registerEnumType(ReviewOutcomeEnum, { name: 'SupplierReviewOutcome', description: 'How a review ended.' });
/** Standings, by their names in the schema. */
export const StandingEnum = {
  REVIEWED: 'reviewed',
  DUE_SOON: 'due_soon',
  EXPIRED: 'expired',
  CHANGED: 'changed',
  NOT_REVIEWED: 'not_reviewed',
  REJECTED: 'rejected',
  RETIRED: 'retired',
} as const;
registerEnumType(StandingEnum, {
  name: 'SupplierStanding',
  description: 'How a supplier stands today.',
  valuesConfig: {
    DUE_SOON: { description: 'The review or the last certificate ends within sixty days.' },
    EXPIRED: { description: 'The next review is overdue, or no certificate is valid.' },
    CHANGED: { description: 'Adapters or hosts were added since the review; they do not count yet.' },
  },
});
/** What an approval needs, by its name in the schema. */
export const ApprovalNeedEnum = { RISK_ANALYSIS: 'risk_analysis', CERTIFICATE: 'certificate' } as const;
registerEnumType(ApprovalNeedEnum, {
  name: 'ApprovalNeed',
  description: 'What is missing before an approval.',
});
/** States of a configured way out, by their names in the schema. */
export const AdapterStateEnum = {
  APPROVED: 'approved',
  UNAPPROVED: 'unapproved',
  PRIVATE: 'private',
  DEMO: 'demo',
} as const;
registerEnumType(AdapterStateEnum, {
  name: 'AdapterState',
  description: 'What the last start made of a configured way out.',
  valuesConfig: {
    APPROVED: { description: 'In use: a reviewed supplier stands for it.' },
    UNAPPROVED: { description: 'Off: no reviewed supplier stands for it.' },
    PRIVATE: { description: 'In use: it lies in the operator’s own network.' },
    DEMO: { description: 'In use because this is a demo; otherwise it would be off.' },
  },
});

/** A version of the details. */
@ObjectType({ description: 'What the register says about a supplier, at one time.' })
export class SupplierVersion {
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String) purposeDe!: string;
  @Field(() => String) purposeEn!: string;
  @Field(() => String) dataDe!: string;
  @Field(() => String) dataEn!: string;
  @Field(() => String) region!: string;
  @Field(() => String, { description: 'https://…, or empty.' }) contractUrl!: string;
  @Field(() => [AdapterEnum]) adapters!: readonly Adapter[];
  @Field(() => [String]) hosts!: readonly string[];
  @Field(() => Boolean) isSubprocessor!: boolean;
  @Field(() => Boolean) retired!: boolean;
  @Field(() => String, { description: 'Why this version was written; empty for the first.' }) reason!: string;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** A risk analysis. */
@ObjectType({ description: 'What could go wrong with a supplier.' })
export class SupplierRisk {
  @Field(() => ID) id!: string;
  @Field(() => RiskLevelEnum) level!: RiskLevel;
  @Field(() => String) analysis!: string;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** A certificate. */
@ObjectType({ description: 'A certificate of a supplier; days are YYYY-MM-DD and inclusive.' })
export class SupplierCertificate {
  @Field(() => ID) id!: string;
  @Field(() => CertificateKindEnum) kind!: CertificateKind;
  @Field(() => String) number!: string;
  @Field(() => String) issuedBy!: string;
  @Field(() => String) validFrom!: string;
  @Field(() => String) validUntil!: string;
  @Field(() => String, { description: 'https://…, or empty.' }) evidenceUrl!: string;
  @Field(() => Boolean, { description: 'Whether it is valid today and counts.' }) isValid!: boolean;
  @Field(() => String, { nullable: true, description: 'Why it no longer counts.' }) withdrawn!: string | null;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** A review. */
@ObjectType({ description: 'A review of one version of a supplier.' })
export class SupplierReview {
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: 'The version that was looked at.' }) version!: number;
  @Field(() => ReviewOutcomeEnum) outcome!: ReviewOutcome;
  @Field(() => String) note!: string;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) nextReviewOn!: string;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** An observation. */
@ObjectType({ description: 'Something noticed while watching a supplier.' })
export class SupplierNote {
  @Field(() => ID) id!: string;
  @Field(() => String) text!: string;
  @Field(() => User, { nullable: true }) author!: User | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** A supplier. */
@ObjectType({
  description:
    'A third party that the operator uses, with everything that was ever noted about it, newest first.',
})
export class Supplier {
  @Field(() => ID) id!: string;
  @Field(() => SupplierVersion) current!: SupplierVersion;
  @Field(() => StandingEnum) standing!: Standing;
  @Field(() => String, {
    nullable: true,
    description: 'YYYY-MM-DD: until when the supplier may be used as things stand.',
  })
  usableUntil!: string | null;
  @Field(() => [ApprovalNeedEnum]) approvalNeeds!: readonly ApprovalNeed[];
  @Field(() => [SupplierVersion]) versions!: SupplierVersion[];
  @Field(() => [SupplierRisk]) risks!: SupplierRisk[];
  @Field(() => [SupplierCertificate]) certificates!: SupplierCertificate[];
  @Field(() => [SupplierReview]) reviews!: SupplierReview[];
  @Field(() => [SupplierNote]) notes!: SupplierNote[];
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

/** A configured way out. */
@ObjectType({ description: 'A way out of the product that the last start found configured.' })
export class ConfiguredAdapter {
  @Field(() => AdapterEnum) adapter!: Adapter;
  @Field(() => String) host!: string;
  @Field(() => AdapterStateEnum) state!: 'private' | 'demo' | 'approved' | 'unapproved';
  @Field(() => ID, { nullable: true }) supplierId!: string | null;
  @Field(() => GraphQLDateTime) decidedAt!: Date;
}

/** A certificate that everybody may know. */
@ObjectType({ description: 'A certificate of a sub-processor.' })
export class PublicCertificate {
  @Field(() => CertificateKindEnum) kind!: CertificateKind;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) validUntil!: string;
}

/** A supplier that everybody may know. */
@ObjectType({
  description: 'A sub-processor of the operator, as published; texts in the language of the reader.',
})
export class PublicSupplier {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) purpose!: string;
  @Field(() => String) dataProcessed!: string;
  @Field(() => String) region!: string;
  @Field(() => [PublicCertificate]) certificates!: PublicCertificate[];
}
