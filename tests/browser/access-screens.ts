import { heading, rows, type Places, type Screen } from './file-screens.js';

/** Groups, who has access to a Space, and reviews of access. */
export const accessScreens = (places: Places): readonly Screen[] => [
  ['groups', () => '/o/nordwerk/admin/groups', rows],
  [
    'group',
    () => '/o/nordwerk/admin/groups',
    async (one) => {
      await one.page.getByRole('main').getByRole('link', { name: 'ISMS-Team' }).click();
      await heading(one, 'group.nesting', 2);
      await one.page.getByRole('main').getByText('Bernd Krüger').first().waitFor();
    },
  ],
  [
    'group-ask',
    () => '/o/nordwerk/admin/groups',
    async (one) => {
      await one.page.getByRole('main').getByRole('link', { name: 'Qualitätsteam' }).click();
      await one.sees('group.cannotFill.ask', { names: 'Deniz Yılmaz' });
    },
  ],
  [
    'group-add',
    () => '/o/nordwerk/admin/groups',
    async (one) => {
      await one.page.getByRole('main').getByRole('link', { name: 'ISMS-Team' }).click();
      await one.button('group.add').click();
      await one.page.getByRole('dialog').getByText(one.words('share.until.hint')).waitFor();
    },
  ],
  [
    'space-access-history',
    () => `${places.space}?tab=access`,
    async (one) => {
      await one.button('share.history.show').click();
      await heading(one, 'share.history', 2);
    },
  ],
  ['access-who', () => '/o/nordwerk/admin/access', rows],
  [
    'access-who-space',
    () => `/o/nordwerk/admin/access?space=${places.space.split('/').at(-1)}&permission=DOCUMENT_PUBLISH`,
    rows,
  ],
  ['access-what', () => '/o/nordwerk/admin/access/person', rows],
  [
    'access-explain',
    () => '/o/nordwerk/admin/access/explain?permission=MEMBER_INVITE',
    (one) => heading(one, 'review.because', 2),
  ],
  [
    'access-explain-change',
    () => '/o/nordwerk/admin/access/explain',
    async (one) => {
      const { page, words } = one;
      await page.getByRole('combobox', { name: words('review.place') }).click();
      await page.getByRole('option', { name: 'Personal und Arbeit' }).click();
      await page.getByRole('combobox', { name: words('review.permission') }).click();
      await page.getByRole('option', { name: /^(Zugriff auf den Space|Grant and revoke)/ }).click();
      await heading(one, 'review.changes', 2);
    },
  ],
  [
    'access-explain-no',
    () => '/o/nordwerk/admin/access/explain?permission=OPERATOR_CLAIMS&at=2026-01-05T10:00',
    (one) => heading(one, 'review.missing', 2),
  ],
];
