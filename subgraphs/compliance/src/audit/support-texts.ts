import { say, type ActionTexts } from './action-text.js';

/** Support access: opened and ended by the Organization, used by the operator’s people. */
export const SUPPORT_TEXTS: ActionTexts = {
  'support_access.open': say(
    'Support-Zugang geöffnet',
    'Support access opened',
    ['dem Support des Betreibers den Zugang geöffnet', 'dem Support des Betreibers den Zugang öffnen'],
    ['opened access to the operator’s support', 'open access to the operator’s support'],
  ),
  'support_access.enter': say(
    'Als Support hereingekommen',
    'Came in as support',
    ['eine Organization als Support betreten', 'eine Organization als Support betreten'],
    ['entered an Organization as support', 'enter an Organization as support'],
  ),
  'support_access.end': say(
    'Support-Zugang beendet',
    'Support access ended',
    ['den Support-Zugang beendet', 'den Support-Zugang beenden'],
    ['ended the support access', 'end the support access'],
  ),
  'support_access.read': say(
    'Support-Zugang angesehen',
    'Support access viewed',
    ['einen Support-Zugang angesehen', 'einen Support-Zugang ansehen'],
    ['viewed support access', 'view support access'],
  ),
};
