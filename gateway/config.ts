/**
 * ApolloGateway sends metrics to its maker, and asks cloud metadata services where it runs, unless this variable
 * says no; there is no option for it. Called before a gateway is made ("one way out", DESIGN.md).
 */
export function silenceApollo(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
