import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import { must } from './scenario.js';
import { DETAILS } from './suppliers.js';

/** The operator of a world: its Organization with an owner and a member without a role in it. */
export interface Operator {
  readonly organization: TestOrganization;
  readonly paula: Person;
  readonly mia: Person;
}

const known = new WeakMap<World, Promise<Operator>>();

/** The operator of a world; made when it is first asked for. */
export function operatorOf(world: World): Promise<Operator> {
  let operator = known.get(world);
  if (!operator) known.set(world, (operator = found(world)));
  return operator;
}

async function found(world: World): Promise<Operator> {
  const [paula, mia] = [await world.person('Paula Stein'), await world.person('Mia Mitarbeit')];
  const organization = await world.organization('operator');
  await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [organization.id]);
  await world.join(paula, organization, 'owner');
  await world.join(mia, organization, 'member');
  return { organization, paula, mia };
}

/** A supplier of the operator with one certificate, as its keeper enters them. */
export async function newSupplier(
  world: World,
  details: Partial<typeof DETAILS> = {},
): Promise<{ id: string; certificateId: string }> {
  const { organization, paula } = await operatorOf(world);
  const keeper = world.as(paula, organization).at('compliance');
  const { id } = await must<{ id: string }>(
    keeper.run('mutation($input: CreateSupplierInput!) { createSupplier(input: $input) { id } }', {
      input: { ...DETAILS, ...details },
    }),
  );
  const { certificates } = await must<{ certificates: { id: string }[] }>(
    keeper.run(
      'mutation($input: AddSupplierCertificateInput!) { addSupplierCertificate(input: $input) { certificates { id } } }',
      {
        input: {
          ...{ supplierId: id, kind: 'ISO_27001', number: 'IS 100', issuedBy: 'TÜV', evidenceUrl: '' },
          ...{ validFrom: '2026-01-01', validUntil: '2199-01-01' },
        },
      },
    ),
  );
  return { id, certificateId: certificates[0]!.id };
}

/** Texts of a version of the contract, as the input of `saveDpaDraft` without its revision. */
export const DPA_TEXTS = {
  textDe: '# Vertrag\n\nDer deutsche Text.',
  textEn: '# Agreement\n\nThe English text.',
  summaryDe: 'Erste Fassung',
  summaryEn: 'First version',
  validFrom: new Date().toISOString().slice(0, 10),
};

/** The operator's draft, begun or saved again; returns its id and revision. */
export async function draftDpa(
  world: World,
  texts: Partial<typeof DPA_TEXTS> = {},
): Promise<{ id: string; revision: number }> {
  const { organization, paula } = await operatorOf(world);
  const keeper = world.as(paula, organization).at('compliance');
  const versions = await must<{ id: string; revision: number; publishedAt: string | null }[]>(
    keeper.run('{ dpaVersions { id revision publishedAt } }'),
  );
  const draft = versions.find(({ publishedAt }) => publishedAt === null);
  return must(
    keeper.run('mutation($input: SaveDpaDraftInput!) { saveDpaDraft(input: $input) { id revision } }', {
      input: { ...DPA_TEXTS, ...texts, expectedRevision: draft?.revision ?? 0 },
    }),
  );
}

/** Publishes a new version of the contract; returns its number and the SHA-256 of its German text. */
export async function publishDpa(
  world: World,
  texts: Partial<typeof DPA_TEXTS> = {},
): Promise<{ number: number; hashDe: string }> {
  const { organization, paula } = await operatorOf(world);
  const keeper = world.as(paula, organization).at('compliance');
  const { id, revision } = await draftDpa(world, texts);
  await must(
    keeper.run('mutation($input: PublishDpaInput!) { publishDpa(input: $input) { number } }', {
      input: { versionId: id, expectedRevision: revision },
    }),
  );
  const [newest] = await must<{ number: number; hashDe: string }[]>(
    keeper.run('{ dpaPublications { number hashDe } }'),
  );
  return newest!;
}
