const readable = `(space_id IS NULL AND (SELECT tenancy.may('audit.read')))
  OR space_id = ANY((SELECT tenancy.spaces_with('space.audit'))::uuid[])`;

/**
 * In a deleted Space nobody has rights, so nobody would learn that it was deleted: that it was, came back or ended is
 * told to those who read the Organization's trail.
 */
export const up = `
ALTER POLICY compliance_select_0 ON compliance.audit_entry USING (${readable}
  OR (action IN ('space.delete', 'space.restore', 'space.erase') AND outcome = 'ok' AND (SELECT tenancy.may('audit.read'))));`;
