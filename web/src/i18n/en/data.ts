/** English texts of the page about one's own data, and of what Organizations ask of a password. */
export const enData = {
  'data.bound':
    'You are signed in by your company: here is your account and what belongs to its Organization. The rest, if there is any, you see after signing in by your own means; “Forgot your password?” on the sign-in page gives you a password.',
  'data.names': 'Ids without a name here are in the file.',
  'data.count': '{count, plural, one {One entry} other {# entries}}',
  'data.download': 'Download as JSON',
  'data.elsewhere':
    'Documents, files and the audit trail belong to the Organization in which you wrote or acted; ask it for them. Passwords, keys and codes are kept in a form that nobody can read, and are not shown.',
  'data.forever': 'without an end',
  'data.kept': 'kept: {retention}',
  'data.more': '{count} more are in the file.',
  'data.no': 'no',
  'data.show': 'Show: {title}',
  'data.text': 'Everything the product holds about you, why, and for how long.',
  'data.title': 'My data',
  'data.yes': 'yes',
  'password.rule.days':
    '“{name}” asks for another password after {count, plural, one {# day} other {# days}}.',
  'password.rule.expires': 'Your present one holds until {date}.',
  'password.rule.history':
    '“{name}” does not want the last {count, plural, one {# password} other {# passwords}} back.',
  'password.rule.length': '“{name}” asks for at least {count} characters.',
  'profile.required': 'Required. Besides it only your mail address is; a picture is optional.',
} as const;
