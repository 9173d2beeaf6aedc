import type { RoleId } from '../role/role-id.js';
import type { SettingRepository } from '../setting/setting.repository.js';

const DAY_MS = 86_400_000;

/** When an invitation to a role ends unless somebody says otherwise; `null` when it lasts. */
export async function defaultEnd(
  settings: Pick<SettingRepository, 'valueInForce'>,
  role: RoleId,
  now: Date,
): Promise<Date | null> {
  if (role !== 'organization.guest' && role !== 'organization.auditor') return null;
  const key = role === 'organization.guest' ? 'members.guest_days' : 'members.auditor_days';
  const days = Number(await settings.valueInForce(key));
  return days === 0 ? null : new Date(now.getTime() + days * DAY_MS);
}
