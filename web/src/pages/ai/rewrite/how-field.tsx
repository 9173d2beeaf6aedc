import { Chip, Select } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { MessageId } from '../../../i18n/catalogue.ts';
import { useText } from '../../../i18n/text.ts';
import classes from './rewrite.module.css';

const STYLES = ['CLEARER', 'SHORTER', 'FORMAL', 'FRIENDLY'] as const;
type Style = (typeof STYLES)[number];
const LANGUAGES = ['DE', 'EN', 'FR', 'IT', 'ES', 'NL', 'PL'] as const;
type Language = (typeof LANGUAGES)[number];

/** What is to become of the text: another style, or another language. */
export type How = Style | Language;

const LABELS: Readonly<Record<Style, MessageId>> = {
  CLEARER: 'rewrite.CLEARER',
  SHORTER: 'rewrite.SHORTER',
  FORMAL: 'rewrite.FORMAL',
  FRIENDLY: 'rewrite.FRIENDLY',
};

/** Chooses one of the styles, or a language. */
export function HowField(props: { value: How; onChange: (how: How) => void }) {
  const t = useText();
  const intl = useIntl();
  const { value } = props;
  const choose = (next: string | null) => {
    const known = [...STYLES, ...LANGUAGES].find((one) => one === next);
    if (known) props.onChange(known);
  };
  return (
    <>
      <Chip.Group value={value} onChange={choose}>
        <div role="radiogroup" aria-label={t('rewrite.how')} className={classes.how}>
          {STYLES.map((one) => (
            <Chip key={one} value={one} size="sm">
              {t(LABELS[one])}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <Select
        label={t('rewrite.into')}
        placeholder={t('rewrite.into.none')}
        data={LANGUAGES.map((one) => ({
          value: one,
          label: intl.formatDisplayName(one.toLowerCase(), { type: 'language' }) ?? one,
        }))}
        value={isLanguage(value) ? value : null}
        onChange={choose}
      />
    </>
  );
}

/** Whether the text is to be translated. */
export function isLanguage(how: How): how is Language {
  return LANGUAGES.some((one) => one === how);
}
