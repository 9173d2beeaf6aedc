import { IconFileCertificate, IconTruckDelivery } from '@tabler/icons-react';
import { useAnswer } from '../../../client/use-answer.ts';
import { DpaWaitingDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { Place } from './place.tsx';

/** The operator's register and contract, or the contract as a customer's owners and admins see it. */
export function ContractPlaces({ org }: { org: string }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayAccept = can(viewerCan, 'DPA_ACCEPT');
  const answer = useAnswer(DpaWaitingDocument, {}, { pause: !mayAccept, policy: 'cache-first' });
  const waits = mayAccept && answer.data?.dpaStatus.waiting != null;
  const keepsDpa = can(viewerCan, 'OPERATOR_DPA');
  return (
    <>
      {can(viewerCan, 'OPERATOR_SUPPLIERS') && (
        <Place
          to={`/o/${org}/admin/suppliers`}
          icon={<IconTruckDelivery size={17} aria-hidden />}
          label={t('suppliers.title')}
        />
      )}
      {keepsDpa && (
        <Place
          to={`/o/${org}/admin/dpa-versions`}
          icon={<IconFileCertificate size={17} aria-hidden />}
          label={t('dpaKeep.menu')}
        />
      )}
      {!keepsDpa && can(viewerCan, 'SETTINGS_READ') && (
        <Place
          to={`/o/${org}/admin/dpa`}
          icon={<IconFileCertificate size={17} aria-hidden />}
          label={t('dpa.title')}
          {...(waits ? { count: 1 } : {})}
        />
      )}
    </>
  );
}
