import { fields, inOrganization, may, type RuleMap } from '#runtime/access/rules.js';

const mayUse = may('ai.use');

/** What would be sent is for those who may send it; which texts are read decides the database. */
export const previewRules: RuleMap = {
  Query: { aiPreview: mayUse },
  AiPreview: fields(
    ['messages', 'sources', 'replacements', 'isShortened', 'estimatedTokens', 'endpoint', 'deployment'],
    mayUse,
  ),
  AiMessage: fields(['role', 'text'], mayUse),
  AiSource: fields(['document', 'versionId', 'versionNumber', 'title', 'isPublished'], mayUse),
  AiReplacement: fields(['placeholder', 'original', 'kind'], mayUse),
  Document: fields(['id'], inOrganization),
};
