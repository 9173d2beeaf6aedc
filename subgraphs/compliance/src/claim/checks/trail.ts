import { failed, say, verdict, type Check } from '../check.js';

/** The audit trail and the versions. */
export const trailChecks: readonly Check[] = [
  {
    id: 'trail.every_change',
    kind: 'live',
    isOpen: true,
    title: say('Jede Änderung ist protokollpflichtig', 'Every change has to be recorded'),
    measures: say(
      'Liest die Schnittstelle, nach der das Produkt läuft: jede Änderung darin trägt eine Protokollaktion, ohne die sie nicht ausgeführt wird.',
      'Reads the interface that the product runs on: every change in it carries an audit action, without which it is not executed.',
    ),
    measure: ({ installation }) => {
      const mutations = installation.mutations();
      const silent = mutations.filter(({ action }) => action === null).map(({ name }) => name);
      if (mutations.length === 0)
        return Promise.resolve(failed(say('Es wurde keine Änderung gefunden.', 'No change was found.')));
      return Promise.resolve(
        verdict(
          silent.length === 0,
          say(
            `Alle ${mutations.length} Arten von Änderungen werden protokolliert.`,
            `All ${mutations.length} kinds of changes are recorded.`,
          ),
          say(
            'Es gibt eine Änderung, die nicht protokolliert wird.',
            'There is a change that is not recorded.',
          ),
          { changes: mutations.length, withoutAction: silent },
        ),
      );
    },
  },
  {
    id: 'trail.append_only',
    kind: 'live',
    isOpen: true,
    title: say('Das Protokoll lässt sich nicht ändern', 'The trail cannot be changed'),
    measures: say(
      'Prüft in der Datenbank, dass kein Zugang des Produkts Protokolleinträge oder Messergebnisse dieser Seite ändern oder löschen kann.',
      'Checks in the database that no login of the product can change or delete audit entries or results of this page.',
    ),
    measure: async ({ figures }) => {
      const tables = ['compliance.audit_entry', 'compliance.claim_run'];
      const found: string[] = [];
      for (const table of tables) {
        for (const { role } of await figures.mayRewrite(table)) found.push(`${role}: ${table}`);
        for (const { role } of await figures.mayInsert(table)) found.push(`${role}: ${table}`);
      }
      return verdict(
        found.length === 0,
        say(
          'Kein Zugang kann Einträge ändern, löschen oder am Protokoll vorbei schreiben.',
          'No login can change or delete entries, or write around the trail.',
        ),
        say('Ein Zugang könnte Einträge ändern oder löschen.', 'A login could change or delete entries.'),
        { privileges: found },
      );
    },
  },
  {
    id: 'trail.complete',
    kind: 'live',
    isOpen: false,
    title: say('Zu jeder Änderung ein Eintrag', 'An entry for every change'),
    measures: say(
      'Sucht zu jeder neuen Fassung eines Dokuments und jeder geänderten Einstellung der letzten 24 Stunden den Protokolleintrag und zählt Einträge von Personen ohne deren Kennung.',
      'Looks for the audit entry of every version of a document and every changed setting of the past 24 hours, and counts entries by people that lack their id.',
    ),
    measure: async ({ figures }) => {
      const { entries, nameless, changes, unrecorded } = await figures.trail();
      return verdict(
        unrecorded + nameless === 0,
        say(
          'Zu jeder Änderung der letzten 24 Stunden gibt es einen Eintrag mit Zeit und Person.',
          'For every change of the past 24 hours there is an entry with time and person.',
        ),
        say(
          'Zu einer Änderung der letzten 24 Stunden fehlt der Eintrag oder die Person.',
          'A change of the past 24 hours lacks its entry or its person.',
        ),
        { changes, changesWithoutEntry: unrecorded, entries, entriesWithoutPerson: nameless },
      );
    },
  },
  {
    id: 'versions.documents',
    kind: 'live',
    isOpen: false,
    title: say('Dokumente behalten ihre Fassungen', 'Documents keep their versions'),
    measures: say(
      'Zählt Dokumente, denen eine Fassung zwischen der ersten und der neuesten fehlt oder deren veröffentlichte Fassung nicht eindeutig ist.',
      'Counts documents that lack a version between the first and the newest, or whose published version is not exactly one.',
    ),
    measure: async ({ figures }) => {
      const found = await figures.versions();
      return verdict(
        found.without_version + found.with_gaps + found.published_twice === 0,
        say('Kein Dokument hat eine Fassung verloren.', 'No document has lost a version.'),
        say('Einem Dokument fehlt eine Fassung.', 'A document lacks a version.'),
        {
          documents: found.documents,
          withoutVersion: found.without_version,
          withGaps: found.with_gaps,
          publishedVersionUnclear: found.published_twice,
        },
      );
    },
  },
  {
    id: 'versions.settings',
    kind: 'live',
    isOpen: true,
    title: say('Einstellungen behalten ihre Fassungen', 'Settings keep their versions'),
    measures: say(
      'Zählt Einstellungen, deren Verlauf eine Lücke hat, und prüft, dass kein Zugang eine Fassung ändern oder löschen kann.',
      'Counts settings whose history has a gap, and checks that no login can change or delete a version.',
    ),
    measure: async ({ figures }) => {
      const { histories, with_gaps: withGaps } = await figures.settings();
      const rewriters = (await figures.mayRewrite('tenancy.setting_version')).map(({ role }) => role);
      return verdict(
        withGaps === 0 && rewriters.length === 0,
        say(
          'Keine Einstellung hat eine Fassung verloren, und niemand kann eine ändern.',
          'No setting has lost a version, and nobody can change one.',
        ),
        say('Einer Einstellung fehlt eine Fassung.', 'A setting lacks a version.'),
        { histories, withGaps, rewriters },
      );
    },
  },
];
