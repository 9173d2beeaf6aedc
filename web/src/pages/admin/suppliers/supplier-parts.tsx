import { Badge, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageId } from '../../../i18n/catalogue.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Person } from '../../../ui/person.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import {
  dayFromNow,
  noonOf,
  type CertificateView,
  type SupplierView,
  type VersionView,
} from './supplier-view.ts';
import classes from './suppliers.module.css';

interface Props {
  supplier: SupplierView;
}

/** What the register says about a supplier today. */
export function SupplierFacts({ supplier }: Props) {
  const t = useText();
  const dates = useDates();
  const { locale } = useLocale();
  const { current, usableUntil } = supplier;
  const rows: (readonly [string, ReactNode])[] = [
    [t('supplier.purpose'), locale === 'de' ? current.purposeDe : current.purposeEn],
    [t('supplier.data'), locale === 'de' ? current.dataDe : current.dataEn],
    [t('supplier.region'), current.region],
    [t('supplier.adapters'), current.adapters.map((each) => t(`adapter.${each}`)).join(', ') || '–'],
    [t('supplier.hosts'), current.hosts.join(', ') || '–'],
    [t('supplier.contract'), <Outside key="contract" url={current.contractUrl} />],
    [t('supplier.publicly'), t(current.isSubprocessor ? 'supplier.public' : 'supplier.private')],
    [t('supplier.usableUntil'), usableUntil ? dates.day(noonOf(usableUntil)) : '–'],
  ];
  return (
    <div className={classes.facts}>
      <Facts rows={rows} />
    </div>
  );
}

/** Reviews, newest first. */
export function Reviews({ supplier }: Props) {
  const t = useText();
  const dates = useDates();
  return (
    <Entries
      none="supplier.reviews.none"
      items={supplier.reviews.map((review) => ({
        ...review,
        head: (
          <>
            <Badge color={review.outcome === 'APPROVED' ? 'teal' : 'red'}>
              {t(`supplier.outcome.${review.outcome}`)}
            </Badge>
            <span>
              {t('supplier.review.of', { version: review.version })},{' '}
              {t('supplier.review.until', { day: dates.day(noonOf(review.nextReviewOn)) })}
            </span>
          </>
        ),
        text: review.note,
      }))}
    />
  );
}

/** Risk analyses, newest first. */
export function Risks({ supplier }: Props) {
  const t = useText();
  const colors = { LOW: 'teal', MEDIUM: 'yellow', HIGH: 'red' } as const;
  return (
    <Entries
      none="supplier.risks.none"
      items={supplier.risks.map((risk) => ({
        ...risk,
        head: <Badge color={colors[risk.level]}>{t(`riskLevel.${risk.level}`)}</Badge>,
        text: risk.analysis,
      }))}
    />
  );
}

/** Observations, newest first. */
export function Notes({ supplier }: Props) {
  return (
    <Entries none="supplier.notes.none" items={supplier.notes.map((note) => ({ ...note, head: null }))} />
  );
}

/** Every version with what it changed, newest first. */
export function Versions({ supplier }: Props) {
  const t = useText();
  const { versions } = supplier;
  return (
    <Entries
      none="supplier.reviews.none"
      items={versions.map((version, index) => {
        const before = versions[index + 1];
        const fields = before ? changedFields(before, version).map((field) => t(field)) : [];
        return {
          id: String(version.version),
          createdAt: version.createdAt,
          author: version.author,
          head: <b>{t('version.short', { version: version.version })}</b>,
          text: [
            version.reason,
            fields.length > 0 ? t('supplier.changed', { fields: fields.join(', ') }) : '',
          ]
            .filter(Boolean)
            .join('\n'),
        };
      })}
    />
  );
}

const FIELDS: Readonly<Partial<Record<keyof VersionView, MessageId>>> = {
  name: 'supplier.name',
  purposeDe: 'supplier.purposeDe',
  purposeEn: 'supplier.purposeEn',
  dataDe: 'supplier.dataDe',
  dataEn: 'supplier.dataEn',
  region: 'supplier.region',
  contractUrl: 'supplier.contractUrl',
  adapters: 'supplier.adapters',
  hosts: 'supplier.hosts',
  isSubprocessor: 'supplier.publicly',
  retired: 'standing.RETIRED',
};

function changedFields(before: VersionView, after: VersionView): MessageId[] {
  return Object.entries(FIELDS)
    .filter(([field]) => {
      const key = field as keyof VersionView;
      return JSON.stringify(before[key]) !== JSON.stringify(after[key]);
    })
    .map(([, message]) => message);
}

/** Certificates, those that last longest first. */
export function Certificates(props: Props & { onWithdraw: (certificate: CertificateView) => void }) {
  const t = useText();
  const dates = useDates();
  const { certificates } = props.supplier;
  if (certificates.length === 0) return <p className="k-dim">{t('supplier.certificate.none')}</p>;
  return (
    <Table
      label={t('supplier.certificates')}
      head={[
        ...[
          t('supplier.certificate.kind'),
          t('supplier.certificate.number'),
          t('supplier.certificate.issuedBy'),
        ],
        ...[t('supplier.validUntil'), t('supplier.state'), t('supplier.certificate.evidence'), ''],
      ]}
      rows={certificates.map((certificate) => ({
        key: certificate.id,
        cells: [
          ...[t(`certificateKind.${certificate.kind}`), certificate.number, certificate.issuedBy],
          dates.day(noonOf(certificate.validUntil)),
          <CertificateState key="state" certificate={certificate} />,
          <Outside key="evidence" url={certificate.evidenceUrl} />,
          certificate.withdrawn === null ? (
            <Button
              key="withdraw"
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={t('supplier.certificate.ofKind', {
                kind: t(`certificateKind.${certificate.kind}`),
                number: certificate.number,
              })}
              onClick={() => props.onWithdraw(certificate)}
            >
              {t('supplier.certificate.take')}
            </Button>
          ) : null,
        ],
      }))}
    />
  );
}

function CertificateState({ certificate }: { certificate: CertificateView }) {
  const t = useText();
  const { withdrawn, isValid, validFrom } = certificate;
  if (withdrawn !== null)
    return <span>{t('supplier.certificate.state.withdrawn', { reason: withdrawn })}</span>;
  if (isValid) return <Badge color="teal">{t('supplier.certificate.state.valid')}</Badge>;
  return validFrom > dayFromNow(0) ? (
    <Badge color="gray">{t('supplier.certificate.state.later')}</Badge>
  ) : (
    <Badge color="red">{t('supplier.certificate.state.ended')}</Badge>
  );
}

/** A link that leaves the product and tells the other side nothing. */
function Outside({ url }: { url: string }) {
  if (url === '') return '–';
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {new URL(url).hostname}
    </a>
  );
}

function Entries(props: {
  none: MessageId;
  items: readonly {
    id: string;
    createdAt: string;
    author: { name: string } | null;
    head: ReactNode;
    text: string;
  }[];
}) {
  const t = useText();
  if (props.items.length === 0) return <p className="k-dim">{t(props.none)}</p>;
  return (
    <ul className={classes.entries}>
      {props.items.map((item) => (
        <li key={item.id}>
          <div className={classes.entryHead}>
            {item.head}
            <Person user={item.author} />
            <span className="k-dim">
              <Time at={item.createdAt} />
            </span>
          </div>
          {item.text && <p className={classes.entryText}>{item.text}</p>}
        </li>
      ))}
    </ul>
  );
}
