import { Field, ID, InputType, Int } from 'type-graphql';
import type { Adapter, CertificateKind, ReviewOutcome, RiskLevel } from './supplier.js';
import { AdapterEnum, CertificateKindEnum, ReviewOutcomeEnum, RiskLevelEnum } from './supplier.type.js';

/** A new supplier. */
@InputType()
export class CreateSupplierInput {
  @Field(() => String) name!: string;
  @Field(() => String) purposeDe!: string;
  @Field(() => String) purposeEn!: string;
  @Field(() => String) dataDe!: string;
  @Field(() => String) dataEn!: string;
  @Field(() => String) region!: string;
  @Field(() => String, { description: 'https://…, or empty.' }) contractUrl!: string;
  @Field(() => [AdapterEnum]) adapters!: Adapter[];
  @Field(() => [String], { description: 'Names, or *. before a name.' }) hosts!: string[];
  @Field(() => Boolean, { description: 'Processes personal data for customers: listed publicly.' })
  isSubprocessor!: boolean;
}

/** A new version of a supplier’s details. */
@InputType()
export class UpdateSupplierInput extends CreateSupplierInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
}

/** Retiring a supplier, or taking it up again. */
@InputType()
export class RetireSupplierInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => Boolean) retired!: boolean;
  @Field(() => String) reason!: string;
}

/** A risk analysis. */
@InputType()
export class AssessSupplierInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => RiskLevelEnum) level!: RiskLevel;
  @Field(() => String) analysis!: string;
}

/** A certificate. */
@InputType()
export class AddSupplierCertificateInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => CertificateKindEnum) kind!: CertificateKind;
  @Field(() => String) number!: string;
  @Field(() => String) issuedBy!: string;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) validFrom!: string;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) validUntil!: string;
  @Field(() => String, { description: 'https://…, or empty.' }) evidenceUrl!: string;
}

/** Why a certificate no longer counts. */
@InputType()
export class WithdrawSupplierCertificateInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => ID) certificateId!: string;
  @Field(() => String) reason!: string;
}

/** A review. */
@InputType()
export class ReviewSupplierInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => Int, { description: 'The version that was looked at; it must be the newest.' })
  version!: number;
  @Field(() => ReviewOutcomeEnum) outcome!: ReviewOutcome;
  @Field(() => String, { description: 'YYYY-MM-DD, within two years.' }) nextReviewOn!: string;
  @Field(() => String) note!: string;
}

/** An observation. */
@InputType()
export class AddSupplierNoteInput {
  @Field(() => ID) supplierId!: string;
  @Field(() => String) text!: string;
}
