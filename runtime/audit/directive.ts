import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

/** Where the directive comes from, for `@link` and `@composeDirective`. */
export const AUDIT_SPEC = 'https://specs.kopexa.com/audit/v1.0';

/**
 * The only definition of `@audit`. Every mutation carries it: it names the action and the kind of subject of
 * the entry; `alone` takes the Organization's lock exclusively (changes of grants, roles and tree position).
 */
export const AUDIT_SDL = `directive @audit(action: String!, subject: String!, alone: Boolean = false) on FIELD_DEFINITION`;

/** What a mutation's `@audit` says. */
export interface AuditSpec {
  readonly action: string;
  readonly subject: string;
  readonly alone: boolean;
}

const ACTION = /^[a-z_]{1,40}\.[a-z_]{1,40}$/;

/** Reads `@audit` from a field's definition; `null` when it has none. */
export function auditSpecOf(field: GraphQLField<unknown, unknown>): AuditSpec | null {
  const directive = field.astNode?.directives?.find((node) => node.name.value === 'audit');
  if (!directive) return null;
  const values = new Map(directive.arguments?.map((arg) => [arg.name.value, arg.value]));
  const text = (name: string): string => {
    const value = values.get(name);
    return value?.kind === 'StringValue' ? value.value : '';
  };
  const alone = values.get('alone');
  return {
    action: text('action'),
    subject: text('subject'),
    alone: alone?.kind === 'BooleanValue' && alone.value,
  };
}

/** One sentence per mutation without a usable `@audit`. */
export function findAuditFaults(schema: GraphQLSchema): string[] {
  const mutation = schema.getMutationType();
  if (!mutation || !isObjectType(mutation)) return [];
  return Object.values(mutation.getFields()).flatMap((field) => {
    const spec = auditSpecOf(field);
    if (!spec)
      return [
        `Mutation.${field.name} has no @audit: add @Directive('@audit(action: "noun.verb", subject: "Type")') to its resolver.`,
      ];
    if (!ACTION.test(spec.action))
      return [
        `Mutation.${field.name} has a malformed audit action "${spec.action}": use "noun.verb" in lower case.`,
      ];
    if (spec.subject === '')
      return [`Mutation.${field.name} does not say in @audit what its subject is: add subject: "Type".`];
    return [];
  });
}
