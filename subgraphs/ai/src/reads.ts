/** What reads go through: one statement under the actor's database context. */
export interface Reads {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}
