import { say, type ActionTexts } from './action-text.js';

/** Documents and their versions. */
export const DOCUMENT_TEXTS: ActionTexts = {
  'document.create': say(
    'Dokument angelegt',
    'Document created',
    ['{subject} angelegt', 'ein Dokument anlegen'],
    ['created {subject}', 'create a document'],
  ),
  'document.read': say(
    'Dokument geöffnet',
    'Document opened',
    ['{subject} geöffnet', '{subject} öffnen'],
    ['opened {subject}', 'open {subject}'],
  ),
  'document.save': say(
    'Entwurf gespeichert',
    'Draft saved',
    ['{subject} bearbeitet', '{subject} bearbeiten'],
    ['edited {subject}', 'edit {subject}'],
  ),
  'document_version.read': say(
    'Fassung geöffnet',
    'Version opened',
    ['eine Fassung eines Dokuments geöffnet', 'eine Fassung eines Dokuments öffnen'],
    ['opened a version of a document', 'open a version of a document'],
  ),
  'document.rename': say(
    'Dokument umbenannt',
    'Document renamed',
    ['{subject} umbenannt', '{subject} umbenennen'],
    ['renamed {subject}', 'rename {subject}'],
  ),
  'document.move': say(
    'Dokument verschoben',
    'Document moved',
    ['{subject} verschoben', '{subject} verschieben'],
    ['moved {subject}', 'move {subject}'],
  ),
  'document.archive': say(
    'Dokument archiviert',
    'Document archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
  'document.unarchive': say(
    'Dokument aus dem Archiv geholt',
    'Document taken out of the archive',
    ['{subject} aus dem Archiv geholt', '{subject} aus dem Archiv holen'],
    ['took {subject} out of the archive', 'take {subject} out of the archive'],
  ),
  'document.export': say(
    'Dokumente exportiert',
    'Documents exported',
    ['Dokumente exportiert: {subject}', 'Dokumente exportieren: {subject}'],
    ['exported documents of {subject}', 'export documents of {subject}'],
  ),
  'document.trash': say(
    'Dokument in den Papierkorb gelegt',
    'Document moved to the trash',
    ['{subject} in den Papierkorb gelegt', '{subject} in den Papierkorb legen'],
    ['moved {subject} to the trash', 'move {subject} to the trash'],
  ),
  'document.restore': say(
    'Dokument aus dem Papierkorb geholt',
    'Document taken out of the trash',
    ['{subject} aus dem Papierkorb geholt', '{subject} aus dem Papierkorb holen'],
    ['took {subject} out of the trash', 'take {subject} out of the trash'],
  ),
  'document.publish': say(
    'Dokument veröffentlicht',
    'Document published',
    ['{subject} veröffentlicht', '{subject} veröffentlichen'],
    ['published {subject}', 'publish {subject}'],
  ),
  'document.unpublish': say(
    'Veröffentlichung zurückgenommen',
    'Document unpublished',
    ['die Veröffentlichung zurückgenommen: {subject}', 'die Veröffentlichung zurücknehmen: {subject}'],
    ['unpublished {subject}', 'unpublish {subject}'],
  ),
  'document.restore_version': say(
    'Frühere Fassung wiederhergestellt',
    'Earlier version restored',
    ['{subject} auf eine frühere Fassung zurückgesetzt', '{subject} auf eine frühere Fassung zurücksetzen'],
    ['restored an earlier version of {subject}', 'restore an earlier version of {subject}'],
  ),
  'document.restrict': say(
    'Dokument eingeschränkt',
    'Document restricted',
    ['{subject} eingeschränkt', '{subject} einschränken'],
    ['restricted {subject}', 'restrict {subject}'],
  ),
  'document.change_restriction': say(
    'Einschränkung eines Dokuments geändert',
    'Restriction of a document changed',
    ['die Einschränkung geändert: {subject}', 'die Einschränkung ändern: {subject}'],
    ['changed the restriction of {subject}', 'change the restriction of {subject}'],
  ),
  'document.lift_restriction': say(
    'Einschränkung eines Dokuments aufgehoben',
    'Restriction of a document lifted',
    ['die Einschränkung aufgehoben: {subject}', 'die Einschränkung aufheben: {subject}'],
    ['lifted the restriction of {subject}', 'lift the restriction of {subject}'],
  ),
  'document.update_details': say(
    'Angaben eines Dokuments geändert',
    'Details of a document changed',
    ['Angaben geändert: {subject}', 'Angaben ändern: {subject}'],
    ['changed details of {subject}', 'change details of {subject}'],
  ),
};
