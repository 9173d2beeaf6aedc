/**
 * From where somebody did something is seen with the entry that it belongs to, and never without it: what closes entries
 * (ADR 18) closes their origins. An id carries its millisecond, which finds the partition of the entry.
 */
export const up = `
CREATE POLICY unrestricted ON compliance.audit_origin AS RESTRICTIVE TO kopexa_compliance
  USING (EXISTS (
    SELECT 1 FROM compliance.audit_entry e
     WHERE e.entry_id = audit_origin.entry_id
       AND e.at BETWEEN uuid_extract_timestamp(audit_origin.entry_id) - interval '1 minute'
         AND uuid_extract_timestamp(audit_origin.entry_id) + interval '1 minute'));`;
