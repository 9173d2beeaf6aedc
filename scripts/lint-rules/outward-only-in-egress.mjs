import { isGlobal, isWorkbench, onRuntimeImport, placeOf } from './paths.mjs';

/** Modules that can open a connection, with the names that cannot and are therefore free. */
const MODULES = [
  {
    source: /^(node:)?https?$/,
    free: /^(createServer|Server|STATUS_CODES|METHODS|ServerResponse|IncomingMessage)$/,
  },
  { source: /^(node:)?http2$/, free: /^(createServer|createSecureServer|constants)$/ },
  { source: /^(node:)?net$/, free: /^(createServer|Server|isIP|isIPv4|isIPv6|BlockList)$/ },
  { source: /^(node:)?tls$/, free: /^(createServer|createSecureContext|checkServerIdentity)$/ },
  { source: /^(node:)?dgram$/, free: /^$/ },
  { source: /^(undici|nodemailer|openai|axios|got|node-fetch|ws)(\/|$)/, free: /^$/ },
  { source: /^@(aws-sdk|azure)\//, free: /^$/ },
  { source: /^@opentelemetry\/exporter-/, free: /^$/ },
];
const GLOBALS = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);
const OPENERS =
  /^(runtime\/egress|gateway\/(src\/)?federation|standalone)\/|^web\/src\/client\/|^tools\/client\.ts$/;
const LISTENERS = /^(gateway|standalone|runtime\/(telemetry|graphql|embedded))\/|(^|\/)main\.ts$/;

/**
 * `runtime/egress` is the only code that opens outward connections (DESIGN.md, "One way out"); the gateway's
 * data source calls subgraphs, the web client calls its own origin, the command line its installation. Only the gateway, the hosts of subgraphs and
 * the loopback telemetry port listen ("One way in").
 */
export const outwardOnlyInEgress = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      outward: '{{what}} opens a connection: go through #runtime/egress, which lists, checks and records it.',
      listen:
        '{{what}} listens: the gateway is the only way in. Add the endpoint to the gateway’s list instead.',
    },
  },
  create(context) {
    const place = placeOf(context);
    if (isWorkbench(place)) return {};
    const mayOpen = OPENERS.test(place);
    const mayListen = LISTENERS.test(place);
    return {
      ...onRuntimeImport(({ source, names }, node) => {
        const module = MODULES.find((each) => each.source.test(source));
        if (!module) return;
        const opening = names.length === 0 || names.some((name) => !module.free.test(name));
        const listening = names.some((name) => /^create(Secure)?Server$|^Server$/.test(name));
        if (opening && !mayOpen) context.report({ node, messageId: 'outward', data: { what: source } });
        else if (listening && !mayListen)
          context.report({ node, messageId: 'listen', data: { what: source } });
      }),
      'CallExpression, NewExpression'(node) {
        const name = globalName(context.sourceCode, node.callee);
        if (name && !mayOpen) context.report({ node, messageId: 'outward', data: { what: name } });
      },
    };
  },
};

function globalName(sourceCode, callee) {
  if (callee.type === 'Identifier')
    return GLOBALS.has(callee.name) && isGlobal(sourceCode, callee) ? callee.name : undefined;
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  const owner = callee.object.name;
  const name = callee.property.name;
  const isWindow = owner === 'globalThis' || owner === 'window' || owner === 'self';
  return (isWindow && GLOBALS.has(name)) || (owner === 'navigator' && name === 'sendBeacon')
    ? name
    : undefined;
}
