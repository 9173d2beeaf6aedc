import { trace, type Tracer } from '@opentelemetry/api';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/** Running tracing of this process. */
export interface Tracing {
  /** Sends what is left and stops. */
  close(): Promise<void>;
}

/**
 * Starts OpenTelemetry tracing of this process: spans of the gateway's planning and fetches and of its own go to
 * the exporter in batches. Without this call every span is a no-op.
 *
 * @param options.ratio share of traces that are kept, 0 to 1
 */
export function startTracing(options: { service: string; exporter: SpanExporter; ratio: number }): Tracing {
  const provider = new NodeTracerProvider({
    resource: resourceOf(options.service),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [new BatchSpanProcessor(options.exporter)],
  });
  provider.register();
  return { close: () => provider.shutdown() };
}

type Resource = NonNullable<NonNullable<ConstructorParameters<typeof NodeTracerProvider>[0]>['resource']>;

/** Names the process and nothing else: detectors would ask the machine and the clouds' metadata services. */
function resourceOf(service: string): Resource {
  const resource: Resource = {
    attributes: { 'service.name': service },
    asyncAttributesPending: false,
    getRawAttributes: () => [['service.name', service]],
    merge: () => resource,
  };
  return resource;
}

/** The tracer of our own spans. */
export function tracer(): Tracer {
  return trace.getTracer('kopexa');
}
