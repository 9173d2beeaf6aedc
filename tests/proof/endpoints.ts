import type { Endpoint } from '#gateway/http/endpoint.js';
import { ENDPOINTS } from '#gateway/http/endpoints.js';
import type { Asker } from './asker.js';
import type { ProbeDoor, Reply } from './front-door.js';
import { judge, type ProberTools } from './prober.js';
import { RELATIONS } from './targets.js';

/** What the id in a path is of; a new endpoint with another one has to say it here. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/\/audit-exports\/:id/, 'AuditExport'],
  [/\/uploads\/:id/, 'Upload'],
  [/\/files\/:id/, 'File'],
  [/\/people\/:id/, 'User'],
  [/\/scim\/v2\/Users\/:id/, 'DirectoryUser'],
  [/\/scim\/v2\/Groups\/:id/, 'Group'],
];

/** Approved endpoints that tell something of a thing by its id; what is told to everybody is no secret of anybody. */
export const readingEndpoints = (): readonly (Endpoint & { readonly type: string })[] =>
  ENDPOINTS.filter(
    ({ path, method, authentication }) =>
      path.includes(':id') && (method === 'GET' || method === 'HEAD') && authentication !== 'none',
  ).map((endpoint) => ({
    ...endpoint,
    type: TYPES.find(([path]) => path.test(endpoint.path))?.[1] ?? '',
  }));

/**
 * Asks an endpoint beside GraphQL (exports, files, pictures) about things of others, in one's own Organization and in
 * theirs: every byte is searched, and the answer has to be the one for an id that nobody has (THREATS 6).
 */
export async function probeEndpoint(
  tools: ProberTools,
  endpoint: ReturnType<typeof readingEndpoints>[number],
  asker: Asker,
): Promise<void> {
  const { door, oracle, targets, findings } = tools;
  const { method, path, type } = endpoint;
  if (type === '') {
    findings.failures.push(
      `${method} ${path} has an id of nobody knows what: name it in tests/proof/endpoints.ts`,
    );
    return;
  }
  const fetchOne = async (id: string, relation: string): Promise<string> => {
    const reply = await get(
      door,
      method,
      path.replace(':slug', asker.organization.slug).replace(':id', id),
      asker,
    );
    judge(tools, { kind: 'query', probes: [path] }, reply, asker, `${method} ${path} (${relation})`);
    return `${reply.status} ${oracle.comparable(reply.text).replaceAll(id, 'id')}`;
  };
  const missing = await fetchOne(targets.ids(type, 'missing', asker)[0] ?? '', 'missing');
  for (const relation of RELATIONS)
    for (const id of relation === 'missing' ? [] : targets.ids(type, relation, asker)) {
      const answer = await fetchOne(id, relation);
      if (relation !== 'own' && answer !== missing)
        findings.oracles.push(
          `${asker.name} asking ${method} ${path} of ${relation}: ${answer.slice(0, 160)}`,
        );
    }
}

async function get(door: ProbeDoor, method: string, path: string, asker: Asker): Promise<Reply> {
  const token = asker.half ? asker.person?.halfToken : asker.person?.token;
  const response = await fetch(`${door.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      'x-kopexa-client': 'probe',
      ...(asker.token
        ? { authorization: `Bearer ${asker.token}` }
        : token
          ? { cookie: `kopexa_session_${new URL(door.url).port}=${token}` }
          : {}),
    },
  });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return { status: response.status, text: `${headers}\n\n${body}` };
}
