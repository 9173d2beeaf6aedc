import { createHash } from 'node:crypto';
import { detailsOf } from './present-details.js';
import { type Teller, type Tellers, type Told } from './teller.js';
import { quoted } from './words.js';

const isVersion = (value: unknown): value is number => typeof value === 'number';

/** „das Dokument „Passwortrichtlinie“ v4“ or “v4 of the document “Password policy””. */
function versionOf({ language, subject, subjectName }: Told, version: number): string {
  if (language === 'en') return `v${version} of ${subject}`;
  return subjectName === null ? `v${version} eines Dokuments` : `${subject} v${version}`;
}

const publish: Teller = (told) => {
  const version = told.after('Document', 'published_version');
  if (!isVersion(version)) return null;
  const what = versionOf(told, version);
  return told.language === 'de' ? `${what} veröffentlicht` : `published ${what}`;
};

const unpublish: Teller = (told) => {
  const version = told.before('Document', 'published_version');
  if (!isVersion(version)) return null;
  return told.language === 'de'
    ? `die Veröffentlichung von v${version} zurückgenommen: ${told.subject}`
    : `unpublished ${versionOf(told, version)}`;
};

const restoreVersion: Teller = (told) => {
  const from = told.after('DocumentVersion', 'restored_from');
  const to = told.after('DocumentVersion', 'number');
  if (!isVersion(from) || !isVersion(to)) return null;
  const what = versionOf(told, from);
  return told.language === 'de' ? `${what} als v${to} wiederhergestellt` : `restored ${what} as v${to}`;
};

const save: Teller = (told) => {
  const version = told.after('Document', 'draft_version') ?? told.after('DocumentVersion', 'number');
  if (!isVersion(version)) return null;
  return told.language === 'de'
    ? `${told.subject} bearbeitet (v${version})`
    : `edited ${told.subject} (v${version})`;
};

/** The trail keeps a title's hash only: it is told as long as it is the one that the reader sees today. */
const rename: Teller = (told) => {
  const title = told.after('DocumentVersion', 'title') as { hash?: string } | undefined;
  const name = told.subjectName;
  if (name === null || !title?.hash) return null;
  if (title.hash !== `sha256:${createHash('sha256').update(name).digest('hex')}`) return null;
  return told.language === 'de'
    ? `ein Dokument in ${quoted(name, 'de')} umbenannt`
    : `renamed a document to ${quoted(name, 'en')}`;
};

const move: Teller = (told) => {
  const { language, subject } = told;
  if (told.after('Document', 'space_id') === undefined) {
    if (told.all.length === 0) return null;
    return language === 'de'
      ? `${subject} innerhalb des Space verschoben`
      : `moved ${subject} within its Space`;
  }
  const from = told.nameOf('Space', told.before('Document', 'space_id'));
  const to = told.nameOf('Space', told.after('Document', 'space_id'));
  if (language === 'de') {
    const out = from === null ? '' : ` aus dem Space ${quoted(from, 'de')}`;
    const into = to === null ? 'in einen anderen Space' : `in den Space ${quoted(to, 'de')}`;
    return `${subject}${out} ${into} verschoben`;
  }
  const out = from === null ? '' : ` from the Space ${quoted(from, 'en')}`;
  return `moved ${subject}${out} ${to === null ? 'to another Space' : `to the Space ${quoted(to, 'en')}`}`;
};

const updateDetails: Teller = (told) => {
  const details = detailsOf(told.all, told).map(({ label, after }) =>
    after === null ? `${label}: ${told.language === 'de' ? 'keine Angabe' : 'none'}` : `${label}: ${after}`,
  );
  if (details.length === 0) return null;
  return told.language === 'de'
    ? `Angaben geändert: ${told.subject} (${details.join('; ')})`
    : `changed details of ${told.subject} (${details.join('; ')})`;
};

/** What went along is counted: archiving or trashing takes everything below with it. */
const withDescendants =
  (german: string, english: (subject: string) => string): Teller =>
  (told) => {
    const along = told.after('Document', 'along');
    const count = Array.isArray(along) ? along.length : 0;
    if (count === 0) return null;
    return told.language === 'de'
      ? `${told.subject} mit ${count === 1 ? 'einem Dokument' : `${count} Dokumenten`} darunter ${german}`
      : `${english(`${told.subject} with ${count === 1 ? 'one document' : `${count} documents`} below it`)}`;
  };

/** Documents and their versions, with particulars. */
export const DOCUMENT_TELLERS: Tellers = {
  'document.publish': publish,
  'document.unpublish': unpublish,
  'document.restore_version': restoreVersion,
  'document.save': save,
  'document.rename': rename,
  'document.move': move,
  'document.update_details': updateDetails,
  'document.archive': withDescendants('archiviert', (subject) => `archived ${subject}`),
  'document.unarchive': withDescendants(
    'aus dem Archiv geholt',
    (subject) => `took ${subject} out of the archive`,
  ),
  'document.trash': withDescendants('in den Papierkorb gelegt', (subject) => `moved ${subject} to the trash`),
  'document.restore': withDescendants(
    'aus dem Papierkorb geholt',
    (subject) => `took ${subject} out of the trash`,
  ),
};
