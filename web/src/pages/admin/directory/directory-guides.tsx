import { useText } from '../../../i18n/text.ts';
import { Section } from '../../../ui/page.tsx';
import classes from './directory.module.css';

/** How to set the directory up over there, step by step. */
export function DirectoryGuides() {
  const t = useText();
  const guides = [
    {
      name: t('directory.guide.okta'),
      steps: [
        t('directory.guide.okta.1'),
        t('directory.guide.okta.2'),
        t('directory.guide.okta.3'),
        t('directory.guide.okta.4'),
        t('directory.guide.okta.5'),
      ],
    },
    {
      name: t('directory.guide.entra'),
      steps: [
        t('directory.guide.entra.1'),
        t('directory.guide.entra.2'),
        t('directory.guide.entra.3'),
        t('directory.guide.entra.4'),
        t('directory.guide.entra.5'),
      ],
    },
    {
      name: t('directory.guide.other'),
      steps: [t('directory.guide.other.1'), t('directory.guide.other.2'), t('directory.guide.other.3')],
    },
  ];
  return (
    <Section title={t('directory.guides')} text={t('directory.guides.text')}>
      <div className={classes.guides}>
        {guides.map(({ name, steps }) => (
          <details key={name}>
            <summary>{name}</summary>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        ))}
      </div>
    </Section>
  );
}
