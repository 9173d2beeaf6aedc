import { newId } from '#runtime/graphql/ids.js';
import type { EdgeStep } from './edge-step.js';

/** Gives every request an id of our own; one sent by the client is not believed. Errors show it to people. */
export const giveRequestId: EdgeStep = (request, reply, { site }) => {
  request.edge = { requestId: newId(), ip: request.ip, locale: 'en', origin: site().origin };
  reply.header('x-request-id', request.edge.requestId);
};
