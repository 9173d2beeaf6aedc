import { useIntl } from 'react-intl';
import type { AiMasked } from '../../gql/graphql.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/text.ts';

const NAMES: Readonly<Record<AiMasked, MessageId>> = {
  PERSON: 'ai.mask.PERSON',
  MAIL: 'ai.mask.MAIL',
  PHONE: 'ai.mask.PHONE',
  IBAN: 'ai.mask.IBAN',
};

/** Writes what is taken out before texts leave: "names of members, mail addresses, …". */
export function useMasks(): (masks: readonly AiMasked[]) => string {
  const t = useText();
  const intl = useIntl();
  return (masks) => intl.formatList(masks.map((one) => t(NAMES[one])));
}
