/** English. */
export const en = {
  // What goes wrong.
  badUrl: (url: string) => `KOPEXA_URL is no address: ${url}. Use for example https://kopexa.example.com.`,
  plainHttp: (host: string) =>
    `Without TLS the token would be readable on its way to ${host}. Use https://; http:// is for this machine only.`,
  noToken:
    'Who is asking? Put the token of a service account into KOPEXA_TOKEN, or into a file and name it with --token-file.',
  badToken: 'That is no token of a service account: it begins with kpx_ and has 53 characters.',
  openFile: (path: string) => `Others can read ${path}. Run: chmod 600 ${path}`,
  noFile: (path: string) => `The token file ${path} cannot be read.`,
  unreachable: (origin: string, reason: string) =>
    `${origin} does not answer (${reason}). Is it running? KOPEXA_URL says where to look.`,
  noAnswer: (origin: string, status: number) =>
    `${origin} answered with status ${status} and nothing Kopexa would say. Check KOPEXA_URL.`,
  redirected: (to: string) =>
    `The server sends you to ${to}. Tokens do not follow: set KOPEXA_URL to the address that answers.`,
  otherVersion:
    'This command line and the installation are of different versions. Use the one that came with it.',
  unexpected: 'That did not work:',
  requestId: (id: string) => `Request: ${id}`,
  interrupted: 'Interrupted.',
  tryHelp: (command: string) => `See: ${command} --help`,
  noSpace: (name: string, known: string) =>
    `There is no Space “${name}” for this account. There are: ${known}.`,
  noSpaces: 'This account has access to no Space.',
  notEmpty: (path: string) => `${path} is not empty. Name another folder with --out, or empty it.`,
  fileExists: (path: string) => `${path} exists. Name another file with --out, or overwrite it with --force.`,
  badTime: (text: string) => `“${text}” is no time. Use for example 2026-11-23 or 2026-11-23T08:00.`,
  badNumber: (text: string) => `“${text}” is no whole number from 1 on.`,
  jsonToStdout: '--out - needs --format json.',
  partly: (done: number, of: number, path: string) =>
    `Interrupted: ${done} of ${of} documents are in ${path}; export.json is missing, so it is not whole.`,
  // Mistakes in a call, by commander's codes.
  usage: {
    'commander.unknownCommand': (what: string) => `There is no command ${what}.`,
    'commander.unknownOption': (what: string) => `There is no option ${what}.`,
    'commander.missingArgument': (what: string) => `${what} is missing.`,
    'commander.optionMissingArgument': (what: string) => `The option ${what} needs a value.`,
    'commander.missingMandatoryOptionValue': (what: string) => `The option ${what} is missing.`,
    'commander.excessArguments': (_what: string) => 'Too many arguments.',
    'commander.invalidArgument': (what: string) => `${what} takes another value.`,
  } as Readonly<Record<string, (what: string) => string>>,
  headings: {
    'Usage:': 'Usage:',
    'Options:': 'Options:',
    'Global Options:': 'Global options:',
    'Commands:': 'Commands:',
    'Arguments:': 'Arguments:',
  } as Readonly<Record<string, string>>,
  // Help.
  about: 'Kopexa on the command line: for scripts and for people who look after an installation.',
  after: `
Who is asking
  KOPEXA_TOKEN   token of a service account (the console shows it once), or --token-file
  KOPEXA_URL     where Kopexa answers; http://localhost:4000 unless set
  A token never goes on the command line, where every process could read it.
  NODE_EXTRA_CA_CERTS names a file with your own certificate authority, if Kopexa has its certificate from it.

Results go to stdout, everything else to stderr. Language: LC_ALL, LC_MESSAGES, LANG.

Exit codes
    0  done
    1  unexpected failure
    2  the call is wrong: unknown option, no token, a folder that is not empty
    3  the token is not accepted
    4  the service account may not do this
    5  does not exist, or not for this account
    6  Kopexa does not answer, or asks to come back later
    7  the check ran, and not everything holds
  130  interrupted with Ctrl-C`,
  help: {
    help: 'show help for a command',
    tokenFile: 'file that holds the token; nobody else may read it',
    json: 'print JSON instead of a table',
    whoami: 'say which service account is asking, and what it may do',
    documents: 'documents of Spaces',
    documentsList: 'list documents, without archive and trash',
    documentsExport:
      'write documents with their text, details and list of versions into a folder; each Space’s audit trail says so',
    documentsExportAfter: `
Each document becomes a file below the name of its Space; a draft that readers do not see yet becomes a second one.
export.json, written last, lists all of them with their SHA-256: without it an export is not whole.`,
    audit: 'the audit trail',
    auditExport: 'write the audit trail as JSON lines, newest first; the export is an entry itself',
    auditTail: 'show new entries as they come, until Ctrl-C',
    members: 'people of the Organization',
    claims: 'what the operator claims, and what was measured of it',
    claimsCheck: 'show the state of the claims; ends with 7 when one has failed',
    claimsRun: 'run the checks anew first; needs the permission to check claims',
    claimsStrict: 'end with 7 unless every claim is proven',
    usage: 'what AI used, by day, person and kind; this month unless said otherwise',
    fromDay: 'from this day on, for example 2026-11-01',
    toDay: 'to this day, inclusive',
    membersList: 'list members with role and second factor',
    space: 'only this Space: its name or id; may be repeated',
    state: 'only documents in this state',
    out: 'folder to write into',
    outLines: 'folder to write into; - writes JSON lines to stdout',
    outFile: 'file to write; - is stdout',
    format: 'md or json',
    force: 'overwrite the file',
    from: 'from this time on, for example 2026-11-01',
    to: 'before this time',
    action: 'only this action, for example document.publish; may be repeated',
    outcome: 'only entries that ended so',
    lines: 'how many entries to begin with',
    interval: 'seconds between two looks',
    search: 'only people whose name or address contains this',
  },
  // Tables.
  columns: {
    space: 'Space',
    title: 'Title',
    state: 'State',
    version: 'Version',
    owner: 'Owner',
    changed: 'Changed',
    name: 'Name',
    email: 'E-mail',
    role: 'Role',
    secondFactor: 'Second factor',
    since: 'Since',
    number: 'No.',
    why: 'Why',
    day: 'Day',
    person: 'Person',
    kind: 'Kind',
    requests: 'Requests',
    unanswered: 'Without answer',
    tokens: 'Tokens in / out',
  },
  states: { DRAFT: 'draft', PUBLISHED: 'published' } as Readonly<Record<string, string>>,
  newerDraft: 'newer draft',
  yes: 'yes',
  no: 'no',
  unknownPerson: '(unknown)',
  nothingFound: 'Nothing found.',
  count: (shown: number) => (shown === 1 ? '1 entry' : `${shown} entries`),
  whoami: {
    account: 'Service account',
    organization: 'Organization',
    purpose: 'Purpose',
    owner: 'Owner',
    until: 'Valid until',
    addresses: 'Addresses',
    operations: 'Operations',
    permissions: 'Permissions',
    spaces: 'Spaces',
    anywhere: 'from everywhere',
    everything: 'all that are for tools',
    hiddenSpace: '(a Space that its owner cannot open)',
    none: 'none',
  },
  claimStates: {
    PROVEN: 'proven',
    PARTLY: 'partly proven',
    FAILED: 'failed',
    SUPPLIER: 'supplier',
    NOT_CHECKED: 'not yet checked',
  } as Readonly<Record<string, string>>,
  aiKinds: {
    SUMMARISE: 'summary',
    ANSWER: 'answer',
    REWRITE: 'rewriting',
    TRANSLATE: 'translation',
  } as Readonly<Record<string, string>>,
  total: 'Total',
  ownUsage: 'Only what this account itself used: everybody’s takes the permission to see settings.',
  budget: (used: string, limit: string, until: string) =>
    `The Organization has used ${used} of ${limit} tokens until ${until}.`,
  // Progress and results.
  checking: 'Checking claims',
  listing: 'Listing documents',
  exporting: 'Exporting documents',
  reading: 'Reading entries',
  exported: (count: number, path: string) =>
    count === 1 ? `1 document written to ${path}.` : `${count} documents written to ${path}.`,
  writtenEntries: (count: number, path: string) =>
    count === 1 ? `1 entry written to ${path}.` : `${count} entries written to ${path}.`,
};
