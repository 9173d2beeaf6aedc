/** English texts of sessions that rest or end, of entering Organizations, and of sign-ins. */
export const enSession = {
  'again.text.organization':
    '{organization} asks for a new sign-in. Sign in and go on where you were; everything you wrote is still there.',
  'company.signIn': 'Sign in by your Organization',
  'company.signInBy': 'Sign in with {name}',
  'entry.addPasskey': 'Set up a passkey',
  'entry.changePassword': 'Change password',
  'entry.others': 'To your other Organizations',
  'entry.signInAgain': 'Sign in again',
  'entry.text.address':
    'This Organization opens from certain networks only, and yours is not one of them. Change to the network of your Organization (by VPN, for example), or ask those responsible there.',
  'entry.text.factor': 'This Organization asks for a passkey. Confirm with a passkey, or set one up now.',
  'entry.text.factorByCompany':
    'This Organization asks for a passkey, and your identity provider has to assert it. Sign in by your Organization once more and use a passkey there. If that does not help, ask those responsible in your Organization.',
  'entry.text.idle':
    'You have not been active here for longer than this Organization provides. Confirm that it is you, and it goes on.',
  'entry.text.old':
    'Your sign-in is longer ago than this Organization provides. Sign in again, and it goes on.',
  'entry.text.password':
    'Your password no longer meets the rules of this Organization. Change it, and it goes on.',
  'entry.text.sso': 'This Organization asks you to sign in by its own sign-in service.',
  'entry.title': '{organization} is not open yet',
  'entry.wake': 'Confirm',
  'idle.end': 'At {at} you are asked to sign in again. The page stays as it is, and what you write with it.',
  'idle.seen': 'All right',
  'idle.stay': 'Keep working',
  'idle.text':
    'Your session rested. Confirm that it is you and go on where you were; everything you wrote is still there.',
  'idle.text.organization':
    'You have not been active in {organization} for a while. Confirm that it is you and go on where you were; everything you wrote is still there.',
  'idle.title': 'Are you still there?',
  'idle.warning': 'In about a minute Kopexa asks whether it is still you.',
  'sessions.idle': 'Resting',
  'sessions.way': 'Signed in with',
  'sessions.way.connection': 'By {name}',
  'sessions.way.passkey': 'Passkey',
  'sessions.way.password': 'Password',
  'sessions.way.passwordAndApp': 'Password and app',
  'sessions.way.passwordAndPasskey': 'Password and passkey',
  'sessions.way.passwordAndRecovery': 'Password and recovery code',
  'signIns.at': 'When',
  'signIns.failed': 'Refused',
  'signIns.failed.code': 'Refused: wrong code',
  'signIns.failed.copied': 'Refused: copy of the passkey',
  'signIns.failed.elsewhere': 'Refused: passkey on a foreign page',
  'signIns.failed.password': 'Refused: wrong password',
  'signIns.failed.throttled': 'Refused: too many attempts',
  'signIns.failed.unverified': 'Refused: the device checked nothing',
  'signIns.means': 'With',
  'signIns.means.connection': 'Organization',
  'signIns.means.passkey': 'Passkey',
  'signIns.means.password': 'Password',
  'signIns.means.secondFactor': 'Second factor',
  'signIns.none': 'There was no sign-in in the last 30 days.',
  'signIns.ok': 'Accepted',
  'signIns.outcome': 'Outcome',
  'signIns.text':
    'The last 30 days, what was refused too. Of the place Kopexa knows the network alone; it is looked up nowhere.',
  'signIns.title': 'Recent sign-ins',
};
