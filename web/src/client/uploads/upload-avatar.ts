import { currentLocale } from '../../i18n/locale.ts';
import type { Failure } from '../../ui/failure.ts';
import { signalFailure } from '../session-signal.ts';
import { failureOfAnswer } from './route-failure.ts';

/** Sends one's own picture; the server makes it anew from the pixels. Returns why not, or null when it is done. */
export async function uploadAvatar(file: File): Promise<Failure | null> {
  try {
    const answer = await fetch('/account/avatar', {
      method: 'POST',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'x-kopexa-client': 'web',
        'accept-language': currentLocale(),
      },
      body: file,
    });
    if (answer.ok) return null;
    const failure = failureOfAnswer(answer.status, await answer.text());
    signalFailure(failure.code, failure.details);
    return failure;
  } catch {
    return { code: 'NETWORK', message: '', field: null, requestId: null, details: null };
  }
}
