/** The connection string of the superuser; throws when Kopexa does not run on that data. */
export function databaseUrl(dataDirectory: string): string;
