import { PERMISSION_NAMES, ROLE_KEYS, ROLES } from '#schema/permissions.js';
import { say, verdict, type Check } from '../check.js';

/** Who can get in, and with what. */
export const accessChecks: readonly Check[] = [
  {
    id: 'accounts.second_factor',
    kind: 'live',
    isOpen: true,
    title: say('Zweiter Faktor bei jedem Konto', 'A second factor on every account'),
    measures: say(
      'Zählt Konten, die Mitglied einer Organization sind oder Zugriff auf einen Space haben und keinen bestätigten zweiten Faktor besitzen, und nutzbare Sitzungen solcher Konten.',
      'Counts accounts that belong to an Organization or have access to a Space and have no confirmed second factor, and usable sessions of such accounts.',
    ),
    measure: async ({ figures }) => {
      const access = await figures.access();
      const sessions = await figures.sessions();
      const without = access.without_factor + sessions.without_factor;
      return verdict(
        without === 0,
        say(
          'Jedes Konto, das etwas lesen kann, hat einen bestätigten zweiten Faktor.',
          'Every account that can read anything has a confirmed second factor.',
        ),
        say(
          'Es gibt Konten mit Zugriff, denen der zweite Faktor fehlt.',
          'There are accounts with access that have no second factor.',
        ),
        {
          membersOfOrganizations: access.members,
          accountsWithoutFactor: access.without_factor,
          usableSessions: sessions.open,
          sessionsWithoutFactor: sessions.without_factor,
        },
      );
    },
  },
  {
    id: 'sessions.half_stays_outside',
    kind: 'live',
    isOpen: true,
    title: say('Passwort allein öffnet nichts', 'A password alone opens nothing'),
    measures: say(
      'Versucht in der Datenbank, mit einer Sitzung ohne zweiten Faktor in eine Organization zu gelangen, und zählt Sitzungen, denen das je gelang.',
      'Tries in the database to enter an Organization with a session that has no second factor, and counts sessions that ever did.',
    ),
    measure: async ({ figures }) => {
      const opens = await figures.halfContextOpens();
      const { half_sessions: inside } = await figures.access();
      return verdict(
        !opens && inside === 0,
        say(
          'Der Versuch wurde abgewiesen, und keiner Sitzung ohne zweiten Faktor ist es gelungen.',
          'The attempt was refused, and no session without a second factor ever succeeded.',
        ),
        say(
          'Eine Sitzung ohne zweiten Faktor kommt in eine Organization.',
          'A session without a second factor gets into an Organization.',
        ),
        { attemptSucceeded: opens, sessionsInside: inside },
      );
    },
  },
  {
    id: 'sessions.limits',
    kind: 'live',
    isOpen: true,
    title: say('Sitzungen enden', 'Sessions end'),
    measures: say(
      'Zählt nutzbare Sitzungen, die länger als 24 Stunden gelten oder nach mehr als einer Stunde ohne Nutzung noch gelten würden.',
      'Counts usable sessions that are valid for more than 24 hours, or would stay so after more than an hour without use.',
    ),
    measure: async ({ figures }) => {
      const { open, too_long: tooLong, too_idle: tooIdle } = await figures.sessions();
      return verdict(
        tooLong + tooIdle === 0,
        say(
          'Jede Sitzung endet nach höchstens 24 Stunden und nach höchstens einer Stunde ohne Nutzung.',
          'Every session ends after 24 hours at most, and after an hour at most without use.',
        ),
        say('Es gibt Sitzungen ohne diese Grenzen.', 'There are sessions without these limits.'),
        { usableSessions: open, tooLong, tooLongIdle: tooIdle },
      );
    },
  },
  {
    id: 'access.roles',
    kind: 'live',
    isOpen: true,
    title: say('Rollen wie im Katalog', 'Roles as in the catalogue'),
    measures: say(
      'Vergleicht die Rollen und Rechte, nach denen die Datenbank entscheidet, mit dem veröffentlichten Katalog.',
      'Compares the roles and permissions by which the database decides with the published catalogue.',
    ),
    measure: async ({ figures }) => {
      const stored = new Map((await figures.roles()).map((role) => [role.role_key, role.permissions]));
      const differing = [...new Set<string>([...stored.keys(), ...ROLE_KEYS])].filter((key) => {
        const declared: readonly string[] | undefined = ROLES[key as keyof typeof ROLES]?.permissions;
        return [...(declared ?? [])].sort().join() !== [...(stored.get(key) ?? [])].sort().join();
      });
      return verdict(
        differing.length === 0,
        say(
          `${ROLE_KEYS.length} Rollen mit ${PERMISSION_NAMES.length} einzelnen Rechten: Datenbank und Katalog stimmen überein.`,
          `${ROLE_KEYS.length} roles with ${PERMISSION_NAMES.length} single permissions: database and catalogue agree.`,
        ),
        say(
          'Die Datenbank entscheidet nach anderen Rollen, als der Katalog nennt.',
          'The database decides by other roles than the catalogue names.',
        ),
        { roles: ROLE_KEYS.length, permissions: PERMISSION_NAMES.length, differing },
      );
    },
  },
  {
    id: 'access.members_only',
    kind: 'live',
    isOpen: true,
    title: say('Zugriff nur für Mitglieder', 'Access for members only'),
    measures: say(
      'Zählt Freigaben eines Space, die jemandem etwas öffnen, der nicht Mitglied der Organization ist.',
      'Counts grants of a Space that open something to somebody who is no member of the Organization.',
    ),
    measure: async ({ figures }) => {
      const { outsiders_with_grant: outsiders } = await figures.access();
      return verdict(
        outsiders === 0,
        say(
          'Keine Freigabe öffnet einen Space für jemanden außerhalb seiner Organization.',
          'No grant opens a Space to somebody outside its Organization.',
        ),
        say(
          'Eine Freigabe öffnet einen Space für jemanden außerhalb der Organization.',
          'A grant opens a Space to somebody outside the Organization.',
        ),
        { grantsToOutsiders: outsiders },
      );
    },
  },
];
