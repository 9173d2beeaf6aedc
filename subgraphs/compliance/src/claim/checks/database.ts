import { notMeasured, say, verdict, type Check, type CheckTools } from '../check.js';
import { APPROVED_PERSONAL_COLUMNS } from '../personal-columns.js';
import type { ProtectionFaults } from '#runtime/db/protection.js';

/** What nobody can be without: a name, an address to sign in with, a language to be spoken to in. */
const REQUIRED_DETAILS: readonly string[] = ['email', 'locale', 'name'];

/** A check that passes when the catalogue shows no fault of some kinds. */
async function noFaults(
  { figures }: CheckTools,
  kinds: readonly (keyof ProtectionFaults)[],
  good: readonly [string, string],
  bad: readonly [string, string],
) {
  const faults = await figures.protection();
  const found = kinds.flatMap((kind) => faults[kind]);
  return verdict(found.length === 0, say(...good), say(...bad), {
    tables: await figures.tables(),
    faults: found.slice(0, 20),
    faultCount: found.length,
  });
}

/** How the database keeps rows apart, read from its own catalogue. */
export const databaseChecks: readonly Check[] = [
  {
    id: 'database.row_security',
    kind: 'live',
    isOpen: true,
    title: say('Zeilenschutz auf jeder Tabelle', 'Row-level security on every table'),
    measures: say(
      'Liest aus dem Katalog der Datenbank: jede Tabelle erzwingt Zeilenschutz, jede lesbare hat eine Mandantenregel, und kein Zugang hat Rechte, die daran vorbeiführen.',
      'Reads from the database’s catalogue: every table forces row-level security, every readable one has a tenant policy, and no login has privileges that go past it.',
    ),
    measure: (tools) =>
      noFaults(
        tools,
        ['tables', 'views'],
        [
          'Jede Tabelle erzwingt die Trennung nach Organization; nichts führt daran vorbei.',
          'Every table forces the separation by Organization; nothing goes past it.',
        ],
        [
          'Mindestens eine Tabelle oder Sicht ist nicht so geschützt, wie sie es sein muss.',
          'At least one table or view is not protected as it has to be.',
        ],
      ),
  },
  {
    id: 'database.logins',
    kind: 'live',
    isOpen: true,
    title: say('Zugänge ohne Sonderrechte', 'Logins without special rights'),
    measures: say(
      'Prüft, dass kein Zugang des Produkts Zeilenschutz umgehen, Tabellen besitzen oder andere Rollen annehmen kann und dass jede Funktion mit höheren Rechten nur benannten Zugängen offensteht.',
      'Checks that no login of the product can bypass row-level security, own tables or take on other roles, and that every function with higher rights is open to named logins only.',
    ),
    measure: (tools) =>
      noFaults(
        tools,
        ['logins', 'functions'],
        [
          'Kein Zugang und keine Funktion kann die Trennung umgehen.',
          'No login and no function can go around the separation.',
        ],
        [
          'Ein Zugang oder eine Funktion hat Rechte, die die Trennung umgehen könnten.',
          'A login or a function has rights that could go around the separation.',
        ],
      ),
  },
  {
    id: 'database.references',
    kind: 'live',
    isOpen: true,
    title: say('Verweise bleiben in der Organization', 'References stay inside the Organization'),
    measures: say(
      'Zählt Verweise zwischen Tabellen von Organizations, in deren Schlüssel die Organization fehlt.',
      'Counts references between tables of Organizations whose key lacks the Organization.',
    ),
    measure: async ({ figures }) => {
      const loose = await figures.looseReferences();
      return verdict(
        loose === 0,
        say(
          'Jeder Verweis zwischen Daten enthält die Organization: eine Zeile kann nicht auf eine fremde zeigen.',
          'Every reference between data holds the Organization: a row cannot point to a foreign one.',
        ),
        say(
          'Ein Verweis zwischen Daten enthält die Organization nicht.',
          'A reference between data lacks the Organization.',
        ),
        { referencesWithoutOrganization: loose },
      );
    },
  },
  {
    id: 'database.price_tier',
    kind: 'live',
    isOpen: true,
    title: say('Schutz unabhängig vom Preis', 'Protection whatever the price'),
    measures: say(
      'Sucht in allen Zugriffsregeln der Datenbank und in den Funktionen, die über Zugriff, Konten und Protokoll entscheiden, nach dem Tarif.',
      'Looks for the price tier in all access policies of the database and in the functions that decide about access, accounts and the trail.',
    ),
    measure: async ({ figures }) => {
      const readers = (await figures.planReaders()).map(({ name }) => name);
      return verdict(
        readers.length === 0,
        say(
          'Keine Regel über Zugriff, Anmeldung oder Protokoll liest den Tarif.',
          'No rule about access, sign-in or the trail reads the price tier.',
        ),
        say(
          'Eine Regel über Zugriff, Anmeldung oder Protokoll liest den Tarif.',
          'A rule about access, sign-in or the trail reads the price tier.',
        ),
        { readers },
      );
    },
  },
  {
    id: 'data.personal_columns',
    kind: 'live',
    isOpen: true,
    title: say('Nur erklärte personenbezogene Daten', 'Declared personal data only'),
    measures: say(
      'Vergleicht die als personenbezogen erklärten Spalten der Datenbank mit der freigegebenen Liste und prüft, dass jede Spalte eingeordnet ist und jede personenbezogene Zweck und Frist nennt.',
      'Compares the columns declared as personal with the approved list, and checks that every column is classified and every personal one states purpose and retention.',
    ),
    measure: async ({ figures }) => {
      const columns = await figures.personalColumns();
      const { columns: unclassified } = await figures.protection();
      const unapproved = columns
        .map(({ name }) => name)
        .filter((name) => !APPROVED_PERSONAL_COLUMNS.includes(name));
      const undeclared = columns.filter(({ declared }) => !declared.purpose || !declared.retention);
      return verdict(
        unapproved.length + undeclared.length + unclassified.length === 0,
        say(
          `${columns.length} Spalten enthalten personenbezogene Daten. Alle sind freigegeben, mit Zweck und Frist.`,
          `${columns.length} columns hold personal data. All are approved, with purpose and retention.`,
        ),
        say(
          'Es gibt personenbezogene Daten, die nicht freigegeben oder nicht erklärt sind.',
          'There are personal data that are not approved or not declared.',
        ),
        {
          personalColumns: columns.map(({ name }) => name),
          unapproved,
          withoutPurposeOrRetention: undeclared.map(({ name }) => name),
          unclassified: unclassified.length,
        },
      );
    },
  },
  {
    id: 'data.voluntary_profile',
    kind: 'live',
    isOpen: true,
    title: say('Freiwilliges bleibt freiwillig', 'What is voluntary stays voluntary'),
    measures: say(
      'Liest in der Datenbank, welche Angaben zu einer Person verlangt werden und wer ein Profilbild eintragen darf.',
      'Reads in the database which details of a person are required, and who may enter a profile picture.',
    ),
    measure: async ({ figures }) => {
      const required = (await figures.requiredDetails()).map(({ name }) => name);
      const excess = required.filter((name) => !REQUIRED_DETAILS.includes(name));
      const byOthers = (await figures.othersMayDescribe('files.avatar')).map(({ policy }) => policy);
      return verdict(
        excess.length + byOthers.length === 0,
        say(
          'Verlangt werden Name, Adresse und Sprache. Ein Bild trägt nur die Person selbst ein.',
          'Required are name, address and language. A picture is entered by the person alone.',
        ),
        say(
          'Eine freiwillige Angabe wird verlangt, oder andere können sie eintragen.',
          'A voluntary detail is required, or others can enter it.',
        ),
        { required, excess, byOthers },
      );
    },
  },
  {
    id: 'database.connection',
    kind: 'live',
    isOpen: true,
    title: say('Verbindung zur Datenbank', 'Connection to the database'),
    measures: say(
      'Fragt die Datenbank, ob die Verbindung, über die gerade gemessen wird, verschlüsselt ist.',
      'Asks the database whether the connection by which this is measured is encrypted.',
    ),
    measure: async ({ figures }) => {
      const { ssl, version, is_local: isLocal } = await figures.connection();
      if (!ssl && isLocal)
        return notMeasured(
          say(
            'Die Datenbank läuft auf derselben Maschine; es gibt keine Strecke zu verschlüsseln.',
            'The database runs on the same machine; there is no distance to encrypt.',
          ),
          { encrypted: false, sameMachine: true },
        );
      return verdict(
        ssl && version !== null && ['TLSv1.2', 'TLSv1.3'].includes(version),
        say(`Verschlüsselt mit ${version ?? ''}.`, `Encrypted with ${version ?? ''}.`),
        say(
          'Die Verbindung zur Datenbank ist nicht ausreichend verschlüsselt.',
          'The connection to the database is not encrypted well enough.',
        ),
        { encrypted: ssl, version, sameMachine: isLocal },
      );
    },
  },
];
