import { useIntl } from 'react-intl';
import { useText } from '../../../i18n/text.ts';
import type { SettingView } from './setting-view.ts';

const CLASSIFICATIONS = {
  public: 'classification.PUBLIC',
  internal: 'classification.INTERNAL',
  confidential: 'classification.CONFIDENTIAL',
  strictly_confidential: 'classification.STRICTLY_CONFIDENTIAL',
} as const;

const ROLE_NAMES = {
  'organization.member': 'settings.role.member',
  'organization.guest': 'settings.role.guest',
} as const;

const POLICY_WORDS = {
  any: 'policies.value.any',
  optional: 'policies.value.optional',
  passkeys: 'policies.value.passkeys',
  required: 'policies.value.required',
} as const;

const UNITS = {
  'policy.idle_minutes': 'policies.unit.minutes',
  'policy.session_hours': 'policies.unit.hours',
  'policy.password_length': 'policies.unit.characters',
  'policy.password_history': 'policies.unit.passwords',
  'policy.password_days': 'policies.unit.days',
} as const;

/** Writes a setting's value as people read it: "on", "German", "1,000". */
export function useSettingValue(): (setting: Pick<SettingView, 'key' | 'kind'>, value: string) => string {
  const t = useText();
  const intl = useIntl();
  return (setting, value) => {
    if (setting.kind === 'BOOLEAN') return value === 'true' ? t('settings.on') : t('settings.off');
    if (setting.kind === 'NUMBER' && setting.key in UNITS) {
      return t(UNITS[setting.key as keyof typeof UNITS], { count: Number(value) });
    }
    if (setting.kind === 'NUMBER') return intl.formatNumber(Number(value));
    if (value in ROLE_NAMES) return t(ROLE_NAMES[value as keyof typeof ROLE_NAMES]);
    if (value === 'de' || value === 'en') return value === 'de' ? t('language.DE') : t('language.EN');
    if (value in CLASSIFICATIONS) return t(CLASSIFICATIONS[value as keyof typeof CLASSIFICATIONS]);
    if (value in POLICY_WORDS) return t(POLICY_WORDS[value as keyof typeof POLICY_WORDS]);
    return value === '' ? t('policies.value.none') : value;
  };
}
