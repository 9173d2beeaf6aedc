import type { Check } from './check.js';
import { accessChecks } from './checks/access.js';
import { agreementChecks } from './checks/agreement.js';
import { databaseChecks } from './checks/database.js';
import { frontDoorChecks } from './checks/front-door.js';
import { isolationChecks } from './checks/isolation.js';
import { outwardChecks } from './checks/outward.js';
import { recordedTestChecks } from './checks/recorded-tests.js';
import { supplierChecks } from './checks/suppliers.js';
import { trailChecks } from './checks/trail.js';
import { upkeepChecks } from './checks/upkeep.js';

/** Every check; schema/claims.json says which claims each of them proves. */
export const CHECKS: readonly Check[] = [
  ...accessChecks,
  ...databaseChecks,
  ...isolationChecks,
  ...trailChecks,
  ...frontDoorChecks,
  ...outwardChecks,
  ...upkeepChecks,
  ...supplierChecks,
  ...agreementChecks,
  ...recordedTestChecks,
];

const byId = new Map(CHECKS.map((check) => [check.id, check]));

/** The check of an id. */
export function checkOf(id: string): Check | undefined {
  return byId.get(id);
}
