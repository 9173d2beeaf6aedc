import type { Person, TestOrganization, World } from '#runtime/testing/world.js';

/** An event of an answer, as it came over the wire. */
export interface ReceivedEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What asking came to: the events of a stream, or the refusal before it. */
export interface AiAnswer {
  readonly status: number;
  /** Every byte of the answer. */
  readonly raw: string;
  readonly events: readonly ReceivedEvent[];
  /** The text of the answer; a citation is `[n]`. */
  readonly text: string;
  readonly citations: readonly Readonly<Record<string, unknown>>[];
  /** `done` or `error`; undefined when the stream broke off. */
  readonly last: ReceivedEvent | undefined;
  /** The refusal's code. */
  readonly code: string | undefined;
  readonly error:
    { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> } | undefined;
}

/** Reads an answer to its end. */
export async function readAnswer(response: Response): Promise<AiAnswer> {
  let raw = '';
  try {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      raw += decoder.decode(chunk as Uint8Array, { stream: true });
  } catch {
    // A stream that broke off: what came counts.
  }
  const isStream = (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
  const events = isStream ? parseEvents(raw) : [];
  const [error] = isStream ? [] : ((JSON.parse(raw) as { errors?: AiAnswer['error'][] }).errors ?? []);
  const of = (name: string): Readonly<Record<string, unknown>>[] =>
    events.filter(({ event }) => event === name).map(({ data }) => data);
  return {
    status: response.status,
    raw,
    events,
    text: events
      .map(({ event, data }) =>
        event === 'delta' ? data['text'] : event === 'citation' ? `[${String(data['number'])}]` : '',
      )
      .join(''),
    citations: of('citation'),
    last: events.findLast(({ event }) => event === 'done' || event === 'error'),
    code: error?.extensions['code'] as string | undefined,
    error,
  };
}

/** Events of a stream (WHATWG HTML §9.2.6), as far as we send them. */
export function parseEvents(raw: string): ReceivedEvent[] {
  return raw
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [name = '', data = ''] = block.split('\n');
      return {
        event: name.slice('event: '.length),
        data: JSON.parse(data.slice('data: '.length)) as Record<string, unknown>,
      };
    });
}

/** Asks through the front door. */
export async function askAi(
  url: string,
  who: { readonly person: Person; readonly organization: TestOrganization },
  input: object,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${url}/o/${who.organization.slug}/ai/answers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-kopexa-client': 'web',
      cookie: `kopexa_session_${new URL(url).port}=${who.person.token}`,
    },
    body: JSON.stringify(input),
    ...(signal ? { signal } : {}),
  });
}

/** Switches AI on in an Organization, or changes another of its settings. */
export async function setSetting(
  world: Pick<World, 'sql'>,
  organization: TestOrganization,
  key: string,
  value: string,
  author: Person,
): Promise<void> {
  await world.sql(
    `INSERT INTO tenancy.setting_version (setting_version_id, org_id, setting_key, version, value, author_id, reason)
     SELECT uuidv7(), $1, $2, coalesce(max(version), 0) + 1, $3, $4, 'test' FROM tenancy.setting_version
      WHERE org_id = $1 AND setting_key = $2`,
    [organization.id, key, value, author.id],
  );
}
