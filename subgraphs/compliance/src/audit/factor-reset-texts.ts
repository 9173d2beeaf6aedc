import { say, type ActionTexts } from './action-text.js';

/** Break-glass for people who lost every second factor: entries that stay for good. */
export const FACTOR_RESET_TEXTS: ActionTexts = {
  'factor_reset.ask': say(
    'Notfall: zweite Faktoren zurücksetzen',
    'Break-glass: reset second factors',
    [
      'im Notfall zweite Faktoren eines Mitglieds zurückgesetzt oder das für eine Person mit der Rolle Eigentümer beantragt',
      'im Notfall zweite Faktoren eines Mitglieds zurücksetzen',
    ],
    [
      'reset a member’s second factors by break-glass, or asked for that of an owner',
      'reset a member’s second factors by break-glass',
    ],
  ),
  'factor_reset.approve': say(
    'Notfall: dem Zurücksetzen zugestimmt',
    'Break-glass: reset agreed to',
    [
      'als zweite Person zugestimmt und zweite Faktoren im Notfall zurückgesetzt',
      'als zweite Person dem Zurücksetzen zweiter Faktoren zustimmen',
    ],
    [
      'agreed as a second person and reset second factors by break-glass',
      'agree as a second person to reset second factors',
    ],
  ),
  'factor_reset.cancel': say(
    'Notfall: Zurücksetzen abgelehnt',
    'Break-glass: reset refused',
    [
      'das beantragte Zurücksetzen zweiter Faktoren abgelehnt',
      'das beantragte Zurücksetzen zweiter Faktoren ablehnen',
    ],
    ['refused a reset of second factors', 'refuse a reset of second factors'],
  ),
  'factor_reset.redeem': say(
    'Link nach dem Zurücksetzen geöffnet',
    'Link opened after a reset',
    [
      'den Link geöffnet, mit dem ein neuer zweiter Faktor eingerichtet wird',
      'den Link für einen neuen zweiten Faktor öffnen',
    ],
    ['opened the link that sets up a new second factor', 'open the link for a new second factor'],
  ),
};
