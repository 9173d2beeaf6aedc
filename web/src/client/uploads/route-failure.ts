import type { Failure } from '../../ui/failure.ts';

interface RouteErrors {
  errors?: { message?: unknown; extensions?: Record<string, unknown> }[];
}

/** Reads the failure out of what an HTTP route answers; without one, the status says what there is to say. */
export function failureOfAnswer(status: number, body: string): Failure {
  const first = parsed(body)?.errors?.[0];
  const text = (key: string) => {
    const value = first?.extensions?.[key];
    return typeof value === 'string' ? value : null;
  };
  const message = typeof first?.message === 'string' ? first.message : '';
  return {
    code: text('code') ?? codeOf(status),
    message,
    field: text('field'),
    requestId: text('requestId'),
    details: null,
  };
}

function parsed(body: string): RouteErrors | null {
  try {
    return JSON.parse(body) as RouteErrors | null;
  } catch {
    return null;
  }
}

/** Proxies and servers on their knees answer without a body of ours. */
function codeOf(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 404 || status === 410) return 'NOT_FOUND';
  if (status === 409 || status === 423) return 'CONFLICT';
  return status === 429 || status >= 500 ? 'UNAVAILABLE' : 'INTERNAL';
}
