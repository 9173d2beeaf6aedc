import { isObjectType, getNamedType, isLeafType } from 'graphql';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import { ask as send, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { resolvableEntities } from '#tests/kit/operations.js';
import type { Asker } from './asker.js';
import { actorOf } from './people.js';
import { judge, type ProberTools } from './prober.js';
import { RELATIONS, type Relation } from './targets.js';

/** A type that a subgraph resolves by reference. */
export interface Entity {
  readonly subgraph: string;
  readonly type: string;
  readonly document: string;
  readonly probes: readonly string[];
}

const entities: readonly Entity[] = (
  await Promise.all(
    SUBGRAPHS.map(async (definition) => {
      const { schema } = await buildSchemaOf(definition);
      return resolvableEntities(schema).map((type): Entity => {
        const found = schema.getType(type);
        const plain = isObjectType(found)
          ? Object.values(found.getFields()).filter((field) => isLeafType(getNamedType(field.type)))
          : [];
        const names = plain.filter(({ args }) => args.length === 0).map(({ name }) => name);
        return {
          subgraph: definition.name,
          type,
          document: `query Referred($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { __typename ${names.join(' ')} } } }`,
          probes: names.map((name) => `${type}.${name}`),
        };
      });
    }),
  )
).flat();

/** Every type that can be asked for by reference, straight at its subgraph. */
export const entityTypes = (): readonly Entity[] => entities;

/** Asks a subgraph for entities by reference with the asker's own valid passport, past the gateway (THREATS 1). */
export async function probeEntity(
  world: World,
  tools: ProberTools,
  { subgraph, type, document, probes }: Entity,
  asker: Asker,
): Promise<void> {
  const { oracle, targets, findings } = tools;
  const actor = await actorOf(world, asker);
  const refer = async (id: string, relation: Relation): Promise<string> => {
    const answer = await send(world.subgraph(subgraph), actor, world.passportSecret, document, {
      r: [{ __typename: type, id }],
    });
    const reply = { status: answer.status, text: `\n\n${answer.text}` };
    judge(
      tools,
      { kind: 'query', probes },
      reply,
      asker,
      `${subgraph} for ${type} by reference (${relation})`,
    );
    return oracle.comparable(reply.text);
  };
  const missing = await refer(targets.ids(type, 'missing', asker)[0] ?? '', 'missing');
  for (const relation of RELATIONS) {
    if (relation === 'missing') continue;
    for (const id of targets.ids(type, relation, asker)) {
      const answer = await refer(id, relation);
      if (relation !== 'own' && answer !== missing)
        findings.oracles.push(
          `${asker.name} asking ${subgraph} for ${type} of ${relation} by reference: ${answer.slice(0, 160)}`,
        );
    }
  }
}
