import { say, type ActionTexts } from './action-text.js';

/** Files, their versions and uploads, and pictures of people. */
export const FILE_TEXTS: ActionTexts = {
  'file.read': say(
    'Datei geöffnet',
    'File opened',
    ['{subject} geöffnet', '{subject} öffnen'],
    ['opened {subject}', 'open {subject}'],
  ),
  'file.continue_upload': say(
    'Upload fortgesetzt',
    'Upload continued',
    ['einen Upload fortgesetzt', 'einen Upload fortsetzen'],
    ['continued an upload', 'continue an upload'],
  ),
  'file.begin_upload': say(
    'Upload begonnen',
    'Upload begun',
    ['den Upload einer Datei begonnen', 'eine Datei hochladen'],
    ['began to upload a file', 'upload a file'],
  ),
  'file.upload': say(
    'Datei hochgeladen',
    'File uploaded',
    ['{subject} hochgeladen', 'eine Datei hochladen'],
    ['uploaded {subject}', 'upload a file'],
  ),
  'file.add_version': say(
    'Neue Version einer Datei',
    'New version of a file',
    ['eine neue Version für {subject} hochgeladen', 'eine neue Version für {subject} hochladen'],
    ['uploaded a new version of {subject}', 'upload a new version of {subject}'],
  ),
  'file.cancel_upload': say(
    'Upload abgebrochen',
    'Upload cancelled',
    ['den Upload einer Datei abgebrochen', 'den Upload einer Datei abbrechen'],
    ['cancelled the upload of a file', 'cancel the upload of a file'],
  ),
  'file.download': say(
    'Datei heruntergeladen',
    'File downloaded',
    ['{subject} heruntergeladen', '{subject} herunterladen'],
    ['downloaded {subject}', 'download {subject}'],
  ),
  'file.open_link': say(
    'Download-Link geöffnet',
    'Download link opened',
    ['einen Download-Link geöffnet', 'einen Download-Link öffnen'],
    ['opened a download link', 'open a download link'],
  ),
  'file.rename': say(
    'Datei umbenannt',
    'File renamed',
    ['{subject} umbenannt', '{subject} umbenennen'],
    ['renamed {subject}', 'rename {subject}'],
  ),
  'file.trash': say(
    'Datei in den Papierkorb gelegt',
    'File moved to the trash',
    ['{subject} in den Papierkorb gelegt', '{subject} in den Papierkorb legen'],
    ['moved {subject} to the trash', 'move {subject} to the trash'],
  ),
  'file.restore': say(
    'Datei aus dem Papierkorb geholt',
    'File taken out of the trash',
    ['{subject} aus dem Papierkorb geholt', '{subject} aus dem Papierkorb holen'],
    ['took {subject} out of the trash', 'take {subject} out of the trash'],
  ),
  'file.restore_version': say(
    'Version einer Datei wiederhergestellt',
    'Version of a file restored',
    [
      'eine frühere Version von {subject} wiederhergestellt',
      'eine frühere Version von {subject} wiederherstellen',
    ],
    ['restored a former version of {subject}', 'restore a former version of {subject}'],
  ),
  'file.purge': say(
    'Datei endgültig gelöscht',
    'File deleted for good',
    ['eine Datei nach Ablauf der Frist endgültig gelöscht', 'eine Datei endgültig löschen'],
    ['deleted a file for good after its retention', 'delete a file for good'],
  ),
  'account.set_avatar': say(
    'Profilbild geändert',
    'Profile picture changed',
    ['das eigene Profilbild geändert', 'das eigene Profilbild ändern'],
    ['changed their profile picture', 'change their profile picture'],
  ),
  'account.remove_avatar': say(
    'Profilbild entfernt',
    'Profile picture removed',
    ['das eigene Profilbild entfernt', 'das eigene Profilbild entfernen'],
    ['removed their profile picture', 'remove their profile picture'],
  ),
};
