import { definerFunction } from '#runtime/db/table.js';

/**
 * As in keep-credentials, but the clock is read after the wait for the counters: an attempt that waited for another
 * one in parallel was taken for one that came too early, and refused for a second without any failure before.
 */
export const up = definerFunction({
  signature: 'identity.reserve_attempt(keys bytea[], free integer[], longest integer[])',
  returns: 'integer',
  volatility: 'VOLATILE',
  execute: ['kopexa_identity'],
  body: `
DECLARE wait integer; moment timestamptz;
BEGIN
  INSERT INTO identity.attempt (attempt_key) SELECT k FROM unnest(keys) k ORDER BY k ON CONFLICT DO NOTHING;
  PERFORM 1 FROM identity.attempt a WHERE a.attempt_key = ANY(keys) ORDER BY a.attempt_key FOR UPDATE;
  moment := clock_timestamp();
  SELECT max(ceil(extract(epoch FROM a.next_at - moment)))::integer INTO wait FROM identity.attempt a WHERE a.attempt_key = ANY(keys);
  IF wait > 0 THEN RETURN wait; END IF;
  UPDATE identity.attempt a
     SET failures = reserved.failures, last_at = moment, next_at = moment + CASE WHEN reserved.failures <= reserved.free
           THEN interval '0' ELSE make_interval(secs => least(reserved.longest, power(2, least(reserved.failures - reserved.free - 1, 20)))) END
    FROM (SELECT b.attempt_key, k.free, k.longest,
                 CASE WHEN b.last_at < moment - interval '1 hour' THEN 1 ELSE b.failures + 1 END AS failures
            FROM unnest(keys, free, longest) AS k(key, free, longest) JOIN identity.attempt b ON b.attempt_key = k.key) reserved
   WHERE a.attempt_key = reserved.attempt_key;
  RETURN 0;
END`,
});
