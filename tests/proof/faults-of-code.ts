import { createHmac, hash } from 'node:crypto';
import {
  actorRule,
  anyone,
  checkOf,
  type ActorRule,
  type Decision,
  type RuleMap,
} from '#runtime/access/rules.js';
import { signPassport } from '#runtime/actor/passport.js';
import { RequestContext } from '#runtime/graphql/context.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import type { Fault } from './fault.js';

type Claims = { aud: string; exp: number; body: string; actor: never; request: never };

/** A subgraph that signs anew what it should have refused, if `takes` is satisfied with it. */
function lenient(
  takes: (claims: Claims, isSigned: boolean, body: string) => boolean,
): NonNullable<Fault['subgraph']> {
  return (subgraph, secret) => ({
    ...subgraph,
    handle: ({ passport, body: text }) => {
      const [payload = '', mac = ''] = (passport ?? '').split('.');
      const isSigned = createHmac('sha256', secret).update(payload).digest('base64url') === mac;
      const claims = payload && (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims);
      const isTaken = claims !== '' && takes(claims, isSigned, text);
      return subgraph.handle({
        passport: isTaken ? signPassport(claims, subgraph.name, secret, text) : passport,
        body: text,
      });
    },
  });
}

const isFor = ({ body }: Claims, text: string): boolean => body === hash('sha256', text, 'base64url');
const isFresh = ({ exp }: Claims): boolean => exp * 1000 > Date.now();

const openRules =
  (room: string): NonNullable<Fault['definitions']> =>
  (definitions) =>
    definitions.map((each) =>
      each.name === room ? { ...each, rules: mapRules(each.rules, () => anyone) } : each,
    );

/** What is read of a subgraph at the root. */
const readsOf = (room: string): RegExp =>
  new RegExp(
    `^(${Object.keys(SUBGRAPHS.find(({ name }) => name === room)?.rules['Query'] ?? {}).join('|')})$`,
  );

function mapRules(rules: RuleMap, change: (rule: ActorRule, name: string) => ActorRule): RuleMap {
  return Object.fromEntries(
    Object.entries(rules).map(([type, byField]) => [
      type,
      Object.fromEntries(Object.entries(byField).map(([name, rule]) => [name, change(rule, name)])),
    ]),
  );
}

/** Subgraphs and gateways that were written carelessly. */
export const codeFaults: readonly Fault[] = [
  {
    name: 'a subgraph does not check the signature of passports',
    asks: /^document$/,
    subgraph: lenient((claims, _isSigned, text) => isFor(claims, text) && isFresh(claims)),
  },
  {
    name: 'a subgraph takes passports for other audiences',
    asks: /^document$/,
    subgraph: lenient((claims, isSigned, text) => isSigned && isFor(claims, text) && isFresh(claims)),
  },
  {
    name: 'a subgraph takes passports for other bodies',
    asks: /^document$/,
    subgraph: lenient((claims, isSigned) => isSigned && isFresh(claims)),
  },
  {
    name: 'a subgraph takes expired passports',
    asks: /^document$/,
    subgraph: lenient((claims, isSigned, text) => isSigned && isFor(claims, text)),
  },
  {
    name: 'a subgraph remembers answers by their request',
    asks: /document|space$/i,
    subgraph: (subgraph) => {
      const known = new Map<string, ReturnType<typeof subgraph.handle>>();
      return {
        ...subgraph,
        handle: (request) => {
          const answer = known.get(request.body) ?? subgraph.handle(request);
          known.set(request.body, answer);
          return answer;
        },
      };
    },
  },
  {
    name: 'a DataLoader lives longer than its request',
    asks: /document|version|space/i,
    process: () => {
      const { load } = RequestContext.prototype;
      const shared = new Map<string, unknown>();
      RequestContext.prototype.load = function (name, batch) {
        if (!shared.has(name)) shared.set(name, load.call(this, name, batch as never));
        return shared.get(name) as never;
      };
      return () => void (RequestContext.prototype.load = load);
    },
  },
  {
    name: 'the gateway remembers who asks by the Organization alone',
    asks: /^document$|^me$/,
    gateway: ({ resolveSession }) => {
      const known = new Map<string, ReturnType<typeof resolveSession>>();
      return {
        resolveSession: (token, slug, ...rest) => {
          const found = known.get(slug ?? '') ?? resolveSession(token, slug, ...rest);
          known.set(slug ?? '', found);
          return found;
        },
      };
    },
  },
  {
    name: 'the gateway executes GraphQL text',
    asks: /^document$/,
    gateway: () => ({ adHoc: 'loopback' }),
  },
  // Not tenancy: behind its rules row-level security shows outsiders nothing, so nobody could tell from an answer.
  // tests/isolation/fence-rules.test.ts takes them out and reads the codes.
  ...['identity', 'content', 'files', 'ai', 'compliance'].map((room) => ({
    name: `the rules of ${room} let everybody through`,
    asks: readsOf(room),
    definitions: openRules(room),
  })),
  {
    name: 'the rules of compliance remember the first answer',
    asks: /audit/i,
    definitions: (definitions) =>
      definitions.map((each) => {
        if (each.name !== 'compliance') return each;
        const remembering = (rule: ActorRule, name: string): ActorRule => {
          let first: Decision | undefined;
          return actorRule(`${name} remembered`, (actor) => (first ??= checkOf(rule)(actor)));
        };
        return { ...each, rules: mapRules(each.rules, remembering) };
      }),
  },
];
