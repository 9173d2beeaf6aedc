import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';

/** Members may ask for the trail; which entries come back is decided per entry, by policy and by the database. */
export const auditEntryRules: RuleMap = {
  Query: fields(['auditEntries', 'auditEntry', 'auditActions'], inOrganization),
  AuditEntryConnection: fields(['edges', 'pageInfo'], inOrganization),
  AuditEntryEdge: fields(['cursor', 'node'], inOrganization),
  AuditEntry: fields(
    [
      'id',
      'at',
      'actor',
      'actorKind',
      'action',
      'subjectType',
      'subjectId',
      'space',
      'outcome',
      'code',
      'sentence',
      'changes',
      'details',
      'requestId',
      'operation',
      'ip',
      'userAgent',
    ],
    inOrganization,
  ),
  AuditChange: fields(['entity', 'entityId', 'field', 'class', 'before', 'after'], inOrganization),
  AuditDetail: fields(['label', 'before', 'after'], inOrganization),
  AuditAction: fields(['name', 'label'], inOrganization),
};
