/** What the statements go through: a request's read, or the transaction of a change. */
export interface Statements {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

const ORGANIZATION = 'SELECT wrapped_key AS wrapped FROM files.organization_key';
const ADD_ORGANIZATION =
  'INSERT INTO files.organization_key (org_id, wrapped_key) VALUES ($1, $2) ON CONFLICT DO NOTHING';
const SPACE = 'SELECT wrapped_key AS wrapped FROM files.space_key WHERE space_id = $1';
const ADD_SPACE =
  'INSERT INTO files.space_key (org_id, space_id, wrapped_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

interface Wrapped {
  readonly wrapped: Buffer;
}

/** The only queries over the keys of the Organization and its Spaces; all of them wrapped. */
export function keyRepository(statements: Statements) {
  const one = async (sql: string, params: readonly unknown[]): Promise<Buffer | null> =>
    (await statements.query<Wrapped>(sql, params))[0]?.wrapped ?? null;
  return {
    organization: () => one(ORGANIZATION, []),
    space: (spaceId: string) => one(SPACE, [spaceId]),
    /** Keeps the key that is there, if somebody was faster. */
    addOrganization: async (orgId: string, wrapped: Buffer): Promise<void> => {
      await statements.query(ADD_ORGANIZATION, [orgId, wrapped]);
    },
    addSpace: async (orgId: string, spaceId: string, wrapped: Buffer): Promise<void> => {
      await statements.query(ADD_SPACE, [orgId, spaceId, wrapped]);
    },
  };
}

/** See {@link keyRepository}. */
export type KeyRepository = ReturnType<typeof keyRepository>;
