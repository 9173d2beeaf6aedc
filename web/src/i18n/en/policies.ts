/** English texts of the policies of an Organization. */
export const enPolicies = {
  'policies.effect.FIRST_SIGN_IN_BY_CONNECTION':
    '{count, plural, one {One person has} other {# people have}} never signed in by the company yet: only the domain of the address says that it will work',
  'policies.effect.NEEDS_PASSKEY':
    '{count, plural, one {One person has} other {# people have}} to add a passkey first',
  'policies.effect.NEEDS_PASSWORD':
    '{count, plural, one {One person has} other {# people have}} to choose a new password first',
  'policies.effect.NO_WAY_IN': '{count, plural, one {One person} other {# people}} would be locked out',
  'policies.effect.OUTSIDE_NETWORKS':
    '{count, plural, one {One person works} other {# people work}} outside of these networks',
  'policies.effect.SERVICE_OUTSIDE_NETWORKS':
    '{count, plural, one {One service account} other {# service accounts}} may also come from outside of these networks',
  'policies.effect.SIGNS_IN_AGAIN': '{count, plural, one {One person signs} other {# people sign}} in again',
  'policies.effect.SIGNS_IN_BY_CONNECTION':
    '{count, plural, one {One person signs} other {# people sign}} in through the company from now on',
  'policies.effects': 'What would change',
  'policies.effects.asking': 'Trying it …',
  'policies.effects.more': 'and {count} more',
  'policies.effects.none': 'Nobody is locked out, nobody has to do anything.',
  'policies.effects.sessions':
    '{count, plural, one {One session does} other {# sessions do}} not open this Organization any more.',
  'policies.elsewhere': 'Sign-in, sessions, networks and passwords are among the policies.',
  'policies.exempt.add': 'Exempt a person',
  'policies.exempt.breakGlass': 'Break-glass',
  'policies.exempt.by': 'Exempted by {name} on {since}.',
  'policies.exempt.consequences':
    'Exempt people open the Organization without company sign-in and from every address. Their second factor stays mandatory. Owners without an end are the way in for emergencies.',
  'policies.exempt.done': '{count, plural, one {One person is} other {# people are}} exempt.',
  'policies.exempt.end': 'End exemption',
  'policies.exempt.endOf': 'End exemption: {name}',
  'policies.exempt.ended': 'The exemption has ended.',
  'policies.exempt.ends': 'End: {until}.',
  'policies.exempt.list': 'Exempt people',
  'policies.exempt.noBreakGlass':
    'No owner is exempt without an end yet. For the day on which the identity provider is down or the address of your network changes, there should be at least one.',
  'policies.exempt.over': 'ended',
  'policies.exempt.submit': 'Exempt',
  'policies.exempt.text':
    'Neither required company sign-in nor allowed networks bind them. Owners change this list.',
  'policies.exempt.title': 'Exempt from policies',
  'policies.exempt.until': 'Empty: without an end.',
  'policies.fix.connect':
    'Verify the domain of their mail address, or add them at the identity provider and ask them to sign in there. A connection reaches owners and admins only when somebody with as many rights switched it on. Where only passkeys count, the identity provider has to assert one.',
  'policies.fix.exempt': 'Exempt',
  'policies.fix.ranges': 'Give them addresses within these networks, among the service accounts.',
  'policies.fix.remind': 'Tell by mail',
  'policies.fix.reminded': '{count, plural, one {One person is} other {# people are}} told.',
  'policies.network': 'Networks',
  'policies.network.text': 'Where people and service accounts come in from.',
  'policies.open': 'Open policies',
  'policies.passwords': 'Passwords',
  'policies.passwords.text':
    'For each person the strictest rule of all their Organizations holds. Common and guessable passwords are always refused.',
  'policies.sessions': 'Sessions',
  'policies.sessions.text': 'For how long a sign-in opens this Organization.',
  'policies.signIn': 'Sign-in and factors',
  'policies.signIn.text': 'How somebody proves themselves before this Organization opens.',
  'policies.signUp': 'New members',
  'policies.signUp.text': 'Who can join.',
  'policies.text':
    'What this Organization asks of everybody who opens it. It holds here and nowhere else, from the next request on; before you save you see whom it concerns.',
  'policies.title': 'Policies',
  'policies.unit.characters': '{count, plural, one {one character} other {# characters}}',
  'policies.unit.days': '{count, plural, =0 {no expiry} one {one day} other {# days}}',
  'policies.unit.hours': '{count, plural, one {one hour} other {# hours}}',
  'policies.unit.minutes': '{count, plural, one {one minute} other {# minutes}}',
  'policies.unit.passwords': '{count, plural, =0 {no comparison} one {one password} other {# passwords}}',
  'policies.value.any': 'any',
  'policies.value.none': 'not restricted',
  'policies.value.optional': 'optional',
  'policies.value.passkeys': 'passkeys alone',
  'policies.value.required': 'required',
};
