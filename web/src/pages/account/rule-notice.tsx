import type { PasswordRulesQuery } from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { Notice } from '../../ui/notice.tsx';

/** What one's Organizations ask of a password beyond what always holds, and which one asks for it. */
export function RuleNotice({ rules }: { rules: NonNullable<PasswordRulesQuery['passwordRules']> }) {
  const t = useText();
  const dates = useDates();
  const { length, lengthBy, history, historyBy, days, daysBy, changedAt } = rules;
  const expires =
    days && changedAt ? dates.day(new Date(Date.parse(changedAt) + days * 86_400_000).toISOString()) : null;
  if (!lengthBy && !historyBy && !daysBy) return null;
  return (
    <Notice>
      <ul>
        {lengthBy && <li>{t('password.rule.length', { count: length, name: lengthBy })}</li>}
        {historyBy && <li>{t('password.rule.history', { count: history, name: historyBy })}</li>}
        {daysBy && <li>{t('password.rule.days', { count: days ?? 0, name: daysBy })}</li>}
        {expires && <li>{t('password.rule.expires', { date: expires })}</li>}
      </ul>
    </Notice>
  );
}
