import pg from 'pg';
import { PERMISSIONS, PERMISSION_NAMES } from '#schema/permissions.js';
import type { World } from '#runtime/testing/world.js';
import type { Asker } from './asker.js';
import { actorOf } from './people.js';
import type { Enough, Findings } from './prober.js';

/**
 * Asks the database, in the context of each asker, what they hold: every permission of the Organization and, of those
 * of Spaces, in which. It has to be what the rows say: no more, which would be a leak, and no less.
 */
export async function probeRights(
  world: World,
  askers: readonly Asker[],
  findings: Findings,
  enough: Enough = () => false,
): Promise<void> {
  const client = new pg.Client({ connectionString: world.db.logins.kopexa_content });
  await client.connect();
  try {
    for (const asker of askers) {
      if (enough()) return;
      const { context } = await actorOf(world, asker);
      await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
      for (const permission of PERMISSION_NAMES) {
        const isOfSpaces = PERMISSIONS[permission].scope === 'space';
        const { rows } = await client.query<{ held: boolean | string[] | null }>(
          `SELECT ${isOfSpaces ? 'tenancy.spaces_with($1)' : 'tenancy.may($1)'} AS held`,
          [permission],
        );
        const held = rows[0]?.held ?? null;
        findings.requests += 1;
        findings.probes += 1;
        const { organization, spaces } = asker.rights;
        const wanted = isOfSpaces
          ? [...spaces].filter(([, those]) => those.has(permission)).map(([id]) => id)
          : [];
        if (!isOfSpaces && (held === true) !== (organization?.has(permission) ?? false))
          findings.leaks.push(
            `The database lets ${asker.name} ${held === true ? '' : 'not '}have ${permission}`,
          );
        const got = isOfSpaces && Array.isArray(held) ? held : [];
        const [more, less] = [
          got.filter((id) => !wanted.includes(id)),
          wanted.filter((id) => !got.includes(id)),
        ];
        if (more.length > 0)
          findings.leaks.push(
            `The database gives ${asker.name} ${permission} in ${more.length} Spaces too many`,
          );
        if (less.length > 0)
          findings.failures.push(
            `The database keeps ${permission} from ${asker.name} in ${less.length} Spaces`,
          );
      }
    }
  } finally {
    await client.end();
  }
}
