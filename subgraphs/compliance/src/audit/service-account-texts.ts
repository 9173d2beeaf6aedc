import { say, type ActionTexts } from './action-text.js';

/** Service accounts: made, changed, ended, and refused. */
export const SERVICE_ACCOUNT_TEXTS: ActionTexts = {
  'service_account.create': say(
    'Dienstkonto angelegt',
    'Service account created',
    ['{subject} angelegt', 'ein Dienstkonto anlegen'],
    ['created {subject}', 'create a service account'],
  ),
  'service_account.read': say(
    'Dienstkonto angesehen',
    'Service account viewed',
    ['{subject} angesehen', '{subject} ansehen'],
    ['viewed {subject}', 'view {subject}'],
  ),
  'service_account.update': say(
    'Dienstkonto geändert',
    'Service account changed',
    ['{subject} geändert', '{subject} ändern'],
    ['changed {subject}', 'change {subject}'],
  ),
  'service_account.revoke': say(
    'Dienstkonto beendet',
    'Service account ended',
    ['{subject} beendet', '{subject} beenden'],
    ['ended {subject}', 'end {subject}'],
  ),
  'service_account.take_over': say(
    'Dienstkonto übernommen',
    'Service account taken over',
    ['{subject} übernommen', '{subject} übernehmen'],
    ['took over {subject}', 'take over {subject}'],
  ),
  'service_account.create_secret': say(
    'Dienstkonto: Schlüssel erstellt',
    'Service account: secret created',
    ['einen Schlüssel erstellt: {subject}', 'einen Schlüssel erstellen: {subject}'],
    ['created a secret of {subject}', 'create a secret of {subject}'],
  ),
  'service_account.revoke_secret': say(
    'Dienstkonto: Schlüssel beendet',
    'Service account: secret ended',
    ['einen Schlüssel beendet: {subject}', 'einen Schlüssel beenden: {subject}'],
    ['ended a secret of {subject}', 'end a secret of {subject}'],
  ),
  'service_account.use': say(
    'Dienstkonto: Anfrage',
    'Service account: request',
    ['eine Anfrage gestellt', 'eine Anfrage stellen'],
    ['made a request', 'make a request'],
  ),
  'second_factor.confirm': say(
    'Zweiter Faktor erneut gezeigt',
    'Second factor shown again',
    ['den zweiten Faktor erneut gezeigt', 'den zweiten Faktor erneut zeigen'],
    ['showed the second factor again', 'show the second factor again'],
  ),
};
