import { maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Whoever may read documents may take them along; that they do is in the audit trail. */
export const exportRules: RuleMap = { Mutation: { beginDocumentExport: maySomewhere('document.read') } };
