/** English texts of changing the mail address of the account. */
export const enEmail = {
  'email.action': 'Change the address',
  'email.asked': 'If the address is free, a link to it is on its way.',
  'email.cancel': 'Withdraw the change',
  'email.cancelled': 'Withdrawn. Your address stays {email}.',
  'email.changed': 'Your address is {email} now.',
  'email.confirm.bound':
    'You are signed in by your company. You change the address of your account when you sign in by your own means.',
  'email.confirm.foreign':
    'Another account asked for this link. You are signed in as {email}. Sign in with the account whose address is to change.',
  'email.confirm.invalid':
    'The link has expired, was used or was withdrawn. Your address is {email}. Ask for a new one under Security.',
  'email.confirm.lead': 'After that you sign in with the new address. All other sessions are ended.',
  'email.confirm.new': 'New address',
  'email.confirm.now': 'Present address',
  'email.confirm.submit': 'Change the address',
  'email.confirm.title': 'Confirm your new address',
  'email.managed':
    'Your address is managed in the directory of {name}. Ask those responsible in that Organization to have it changed.',
  'email.new': 'New e-mail address',
  'email.new.hint':
    'A link goes there that works for 30 minutes. Until you confirm it, everything stays as it is.',
  'email.otherAccount': 'Sign in with another account',
  'email.present': 'Your address: {email}',
  'email.security': 'To the Security page',
  'email.submit': 'Ask for the link',
  'email.text': 'You sign in with it, and invitations and notices go here.',
  'email.title': 'E-mail address',
  'email.waiting':
    '{email} waits for your confirmation. Open the link in the message to that address. It ends {when} ({time}).',
};
