import type { EdgeStep } from './edge-step.js';

/** Headers of ours that a client sends: everything else called `x-kopexa-…` is a forgery. */
const OWN = new Set(['x-kopexa-client', 'x-kopexa-org', 'x-kopexa-time-zone']);
const FORGERY =
  /^(x-kopexa-.*|x-forwarded-(user|email|groups)|x-(remote|authenticated)-user|apollo-federation-.*)$/;

/**
 * Drops headers by which a client could pose as the gateway or as somebody else (THREATS 18). Nothing behind the
 * edge reads them; they are gone all the same.
 */
export const stripForgedHeaders: EdgeStep = (request) => {
  for (const name of Object.keys(request.headers)) {
    if (FORGERY.test(name) && !OWN.has(name)) delete request.headers[name];
  }
};
