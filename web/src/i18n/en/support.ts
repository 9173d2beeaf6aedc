/** English texts of support access, for the Organization that opens it and for the operator's support. */
export const enSupport = {
  'support.byAt': '{name}, {at}',
  'support.end': 'End now',
  'support.end.done': 'Support access has ended.',
  'support.end.text':
    '{count, plural, =0 {Nobody has come in yet.} one {One person is in and will be out at once.} other {# people are in and will be out at once.}} You can open it anew at any time.',
  'support.end.title': 'End support access?',
  'support.ended': 'Ended',
  'support.hours': 'How long',
  'support.hours.count': '{count, plural, one {1 hour} other {# hours}}',
  'support.isOpen': 'Open now',
  'support.isOpen.text': 'Ends by itself on {until}. You can end it at any time.',
  'support.line':
    'Support access is open until {until}, {count, plural, =0 {nobody has come in} one {one person has come in} other {# people have come in}}.',
  'support.line.link': 'See support access',
  'support.line.visitor':
    'You are here as support until {until}. What you do is in this Organization’s audit trail under your name.',
  'support.none': 'Support access is closed',
  'support.none.text':
    'The operator’s support sees nothing of your Organization. If you need help, let it in for some hours.',
  'support.open': 'Open support access',
  'support.open.action': 'Open',
  'support.open.done': 'Support access is open.',
  'support.open.text':
    'People of the operator can come in under their own names. They see the list of members, settings and the audit trail, and the Spaces that you name here. All owners get a mail.',
  'support.openedBy': 'Opened by',
  'support.past': 'Earlier access',
  'support.ranOut': 'Ran out on {at}',
  'support.reason.hint': 'The operator’s support reads this. Say what you need help with.',
  'support.role': 'Role in these Spaces',
  'support.space.hidden': 'A Space that you may not open',
  'support.space.role': '{space}: {role}',
  'support.spaces': 'Spaces',
  'support.spaces.cannot':
    'You are in charge of no Space, so support sees no documents. If it should see some, let somebody open the access who manages both the Space and the Organization.',
  'support.spaces.hint': 'Without a Space, support sees no documents.',
  'support.spaces.none': 'None, no documents',
  'support.text':
    'The operator of this installation sees nothing of your Organization unless you let its support in: for some hours, and you can end it at any time.',
  'support.title': 'Support access',
  'support.until': 'Open until',
  'support.visits': 'Who came in',
  'support.visits.none': 'Nobody',
  'supportDesk.again': 'Open',
  'supportDesk.customer': 'Organization',
  'supportDesk.enter': 'Enter',
  'supportDesk.enter.label': 'Enter {organization}',
  'supportDesk.none': 'No support access is open',
  'supportDesk.none.text': 'When an Organization lets support in, it appears here.',
  'supportDesk.text':
    'Organizations that let support in now. Name, reason, end and the number of Spaces: nothing else of a customer is here.',
  'supportDesk.title': 'Support',
} as const;
