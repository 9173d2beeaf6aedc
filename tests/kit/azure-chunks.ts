/** What Azure OpenAI streams, as it was recorded of the API of 2024-10-21. */

const SAFE = { filtered: false, severity: 'safe' };
const HIGH = { filtered: true, severity: 'high' };
const COMMON = {
  created: 1763880000,
  id: 'chatcmpl-peer',
  model: 'gpt-4o-2024-11-20',
  object: 'chat.completion.chunk',
  system_fingerprint: 'fp_peer',
};

/** The first chunk: no choices, the verdict on the prompt. */
export const promptFilterChunk = (filtered: boolean): object => ({
  choices: [],
  created: 0,
  id: '',
  model: '',
  object: '',
  prompt_filter_results: [
    {
      prompt_index: 0,
      content_filter_results: {
        hate: SAFE,
        jailbreak: { filtered, detected: filtered },
        self_harm: SAFE,
        sexual: SAFE,
        violence: SAFE,
      },
    },
  ],
});

/** A chunk with a delta. */
export const textChunk = (delta: object, finish: string | null = null): object => ({
  ...COMMON,
  choices: [
    {
      content_filter_results:
        finish === null ? { hate: SAFE, self_harm: SAFE, sexual: SAFE, violence: SAFE } : {},
      delta,
      finish_reason: finish,
      index: 0,
      logprobs: null,
    },
  ],
  usage: null,
});

/** The verdict of the asynchronous filter: a choice without a delta. */
export const filterVerdict = (): object => ({
  ...COMMON,
  choices: [
    {
      content_filter_offsets: { check_offset: 44, start_offset: 44, end_offset: 198 },
      content_filter_results: { hate: HIGH, self_harm: SAFE, sexual: SAFE, violence: SAFE },
      finish_reason: null,
      index: 0,
    },
  ],
  usage: null,
});

/** The last chunk, with `stream_options.include_usage`. */
export const usageChunk = (usage: { readonly prompt: number; readonly completion: number }): object => ({
  ...COMMON,
  choices: [],
  usage: {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
  },
});

/** The body of HTTP 400 when the filter refuses a prompt. */
export const FILTERED_PROMPT = {
  error: {
    message:
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
    type: null,
    param: 'prompt',
    code: 'content_filter',
    status: 400,
    innererror: {
      code: 'ResponsibleAIPolicyViolation',
      content_filter_result: { hate: SAFE, jailbreak: { filtered: true, detected: true } },
    },
  },
};

/** The body of HTTP 429. */
export const TOO_MANY = {
  error: {
    code: '429',
    message: 'Requests to the ChatCompletions_Create Operation have exceeded the token rate limit.',
  },
};
