/** Sign-in by the company. */
export const enSso = {
  'sso.confirm.no': 'No, go to sign-in',
  'sso.confirm.submit': 'Yes, sign in',
  'sso.confirm.text':
    'Your company has sent you here. Do you want to sign in as {name}? If you did not begin this yourself, answer no.',
  'sso.confirm.title': 'Is this you?',
  'sso.finish.nothing':
    'This page belongs to a sign-in by the company that did not begin here. Begin on the sign-in page.',
  'sso.finish.text': 'One moment, we are checking the answer of your company.',
  'sso.finish.title': 'Finishing the sign-in',
  'sso.link.first':
    'There is an account for {name} already that does not belong to this Organization alone. Sign in to it once by your own means to connect the two.',
  'sso.link.prove': 'Confirm your own account',
  'sso.link.submit': 'Connect',
  'sso.link.text':
    'Your account {email} will be connected with the sign-in by your company. That way in opens the Organization of your company alone; you reach all others as before.',
  'sso.link.title': 'Connect with your account',
  'sso.password': 'Sign in with a password',
  'sso.refused.text':
    'The answer of your company was not accepted. Try again. If it happens once more, tell the request id to those who administer your Organization.',
  'sso.refused.title': 'Sign-in not possible',
  'sso.signIn': 'Sign in with {name}',
  'sso.text': 'Your company has set up a sign-in of its own for this address.',
  'sso.title': 'Sign-in by your company',
} as const;
