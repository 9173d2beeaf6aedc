import type { Context } from '#runtime/graphql/context.js';
import type { ComplianceServices } from '../services.js';
import { labelRepository, type Label } from './label.repository.js';

type Ctx = Context<ComplianceServices>;

/** Types of subjects that have a name. */
export const NAMED: ReadonlySet<string> = new Set([
  'Document',
  'File',
  'Space',
  'Member',
  'ServiceAccount',
  'Role',
  'Group',
  'Connection',
  'Domain',
]);

/** Names by `Kind:id`, as far as the reader may know them; all that a request asks for in one statement. */
export async function namesOf(ctx: Ctx, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const loader = ctx.load<string, string>('audit.label', (wanted) => findNames(ctx, wanted));
  const distinct = [...new Set(keys)];
  const names = await Promise.all(distinct.map((key) => loader.load(key)));
  return new Map(
    distinct.flatMap((key, index) => {
      const name = names[index];
      return typeof name === 'string' ? [[key, name] as const] : [];
    }),
  );
}

async function findNames(ctx: Ctx, keys: readonly string[]): Promise<(string | null)[]> {
  const idsOf = (kind: Label['kind']): string[] =>
    keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const labels = await labelRepository(ctx).find({
    User: idsOf('User'),
    Document: idsOf('Document'),
    File: idsOf('File'),
    Space: idsOf('Space'),
    Member: idsOf('Member'),
    Supplier: idsOf('Supplier'),
    ServiceAccount: idsOf('ServiceAccount'),
    Role: idsOf('Role'),
    Group: idsOf('Group'),
    Connection: idsOf('Connection'),
    Domain: idsOf('Domain'),
  });
  const texts = new Map(labels.map(({ kind, id, text }) => [`${kind}:${id}`, text]));
  return keys.map((key) => texts.get(key) ?? null);
}
