/** English texts of the company's directory. */
export const enDirectory = {
  'directory.title': 'Directory',
  'directory.text':
    'Your company’s directory creates people and groups here, changes them and takes them away, by SCIM 2.0. Whoever it deactivates loses access at once.',
  'directory.noDomain':
    'No domain of your Organization is verified yet. The directory can only bring people whose mail address belongs to a verified domain.',
  'directory.toDomains': 'Verify a domain',
  'directory.setUp': 'Connection',
  'directory.setUp.text': 'Enter this address in your directory, together with a token.',
  'directory.url': 'Address (SCIM base URL, tenant URL)',
  'directory.role': 'Role of people whom the directory brings',
  'directory.role.saved': 'The role counts for everybody who comes from now on.',
  'directory.tokens': 'Tokens',
  'directory.tokens.text':
    'Each token belongs to a service account with an owner, an end and, if you like, fixed addresses. It is shown once.',
  'directory.tokens.new': 'New token',
  'directory.tokens.name': 'Directory',
  'directory.tokens.purpose': 'Provisions people and groups by SCIM',
  'directory.tokens.none': 'No token yet',
  'directory.tokens.none.text': 'Create one and enter it in your directory.',
  'directory.token.once':
    'Kopexa shows this token once and keeps only its fingerprint. Enter it in the administration of your directory now, and keep it nowhere else: whoever has it can create and deactivate people. If it is lost, create a new one and end this one.',
  'directory.tokens.foreign':
    'Tokens are made by somebody who manages service accounts and may provision a directory. Ask an owner.',
  'directory.users': 'People',
  'directory.users.count':
    '{total, plural, one {One person} other {# people}} in the directory, {active} of them active here',
  'directory.users.search': 'Name or address',
  'directory.users.none': 'Nobody yet',
  'directory.users.none.text': 'As soon as your directory sends people, they stand here.',
  'directory.users.nobody': 'Nobody is called that.',
  'directory.state': 'State',
  'directory.active': 'Active',
  'directory.inactive': 'Deactivated',
  'directory.changed': 'Last changed',
  'directory.groups': 'Groups',
  'directory.groups.text':
    'The directory names and fills these groups. What they open you decide in the Spaces, as with every group.',
  'directory.groups.none': 'No groups yet',
  'directory.groups.none.text': 'As soon as your directory sends groups, they stand here.',
  'directory.calls': 'Last changes by the directory',
  'directory.calls.text': 'Refused ones, too: the audit trail keeps them all.',
  'directory.calls.all': 'Show in the audit trail',
  'directory.calls.none': 'The directory has changed nothing yet.',
  'directory.calls.when': 'When',
  'directory.calls.what': 'What',
  'directory.calls.outcome': 'Outcome',
  'directory.guides': 'Step by step',
  'directory.guides.text': 'How to set it up in your directory.',
  'directory.guide.okta': 'Okta',
  'directory.guide.okta.1':
    'Open your application in the Okta admin console, choose General, then App Settings, and select SCIM under Provisioning.',
  'directory.guide.okta.2':
    'Under Provisioning, Integration, enter the address above as SCIM connector base URL and userName as the unique identifier field.',
  'directory.guide.okta.3':
    'Select Push New Users, Push Profile Updates and Push Groups. As authentication mode choose HTTP Header, enter the token and test the configuration.',
  'directory.guide.okta.4':
    'Under Provisioning, To App, switch on Create Users, Update User Attributes and Deactivate Users. The user name must be the mail address.',
  'directory.guide.okta.5':
    'Assign people under Assignments and choose under Push Groups which groups are sent.',
  'directory.guide.entra': 'Microsoft Entra ID',
  'directory.guide.entra.1':
    'Open your enterprise application in the Entra admin center, choose Provisioning and set the mode to Automatic.',
  'directory.guide.entra.2':
    'Enter the address above as tenant URL and the token as secret token, and choose Test connection.',
  'directory.guide.entra.3':
    'Under Mappings, let userName come from mail where the user principal name is no mail address of your verified domain. Let externalId come from objectId.',
  'directory.guide.entra.4': 'Assign people and groups to the application; nested groups are not sent.',
  'directory.guide.entra.5': 'Set the provisioning status to On. The first run can take up to 40 minutes.',
  'directory.guide.other': 'Other directories',
  'directory.guide.other.1': 'Enter the address above and the token as a bearer token (OAuth Bearer Token).',
  'directory.guide.other.2':
    'userName must be the mail address of the person in a verified domain; it stays the same as long as the person is there. Roles and passwords that are sent change nothing.',
  'directory.guide.other.3':
    'A person is deactivated by active: false and comes back by active: true. Groups hold people, not groups.',
  'directory.group.badge': 'Directory',
  'directory.group.text':
    'This group comes from your company’s directory: its name and its people are changed there. What it opens you decide here.',
} as const;
