import type { Fault } from './fault.js';
import { codeFaults } from './faults-of-code.js';
import { functionFaults } from './faults-of-functions.js';
import { permissionFaults } from './faults-of-permissions.js';
import { catalogueFaults, openedPolicies } from './faults-of-tables.js';

/** Every fault. */
export const FAULTS: readonly Fault[] = [
  ...openedPolicies,
  ...catalogueFaults,
  ...functionFaults,
  ...permissionFaults,
  ...codeFaults,
];
