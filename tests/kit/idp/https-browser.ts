import { request as send, type RequestOptions } from 'node:https';

/** As much of a browser as following redirects takes: cookies by host, and no page. */
export interface HttpsBrowser {
  /** Goes to an address and on while it is sent around within `origin`; answers with the first address elsewhere. */
  follow(address: string, origin: string): Promise<string>;
}

const MOST_STEPS = 12;

/** A new browser that believes one authority. */
export function startBrowser(ca: string): HttpsBrowser {
  const cookies = new Map<string, string>();
  const step = (address: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const options: RequestOptions = { ca, agent: false, headers: cookie ? { cookie } : {} };
      const sent = send(address, options, (answer) => {
        for (const each of answer.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
          if (name !== undefined) cookies.set(name, value ?? '');
        }
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => (body += part));
        answer.once('end', () => {
          const { location } = answer.headers;
          if (location === undefined)
            reject(
              new Error(`${address} answered ${answer.statusCode} and led nowhere: ${body.slice(0, 500)}`),
            );
          else resolve(new URL(location, address).href);
        });
      });
      sent.once('error', reject);
      sent.end();
    });
  return {
    follow: async (address, origin) => {
      let at = address;
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        if (new URL(at).origin !== origin) return at;
        at = await step(at);
      }
      throw new Error(`${origin} sends browsers around in circles.`);
    },
  };
}
