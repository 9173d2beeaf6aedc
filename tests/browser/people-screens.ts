import type { Screen } from './file-screens.js';

const LIST = `E-Mail;Rolle;Bis
lea.neumann@nordwerk.example;Gast;31.12.2027
ada.lange@nordwerk.example;;
kein Mensch;;
jonas.weber@nordwerk.example;Chefin;`;

/** Members, bulk changes and lists of invitations, and the own address. */
export const peopleScreens: readonly Screen[] = [
  [
    'invite-preview',
    () => '/o/nordwerk/members',
    async ({ page, button, field, words }) => {
      await button('invite.action').click();
      await field('invite.list').fill(LIST);
      await button('invite.check').click();
      await page.getByRole('dialog').getByText(words('invite.ok')).first().waitFor();
    },
  ],
  [
    'members-selected',
    () => '/o/nordwerk/members',
    async ({ page, field, words }) => {
      await field('members.all').first().check();
      await page.getByRole('region', { name: words('members.selection') }).waitFor();
    },
  ],
  [
    'members-role',
    () => '/o/nordwerk/members',
    async ({ page, field, button, words }) => {
      await field('members.all').first().check();
      await button('members.change').click();
      await page.getByRole('dialog').getByLabel(words('share.until'), { exact: true }).waitFor();
    },
  ],
  [
    'members-remove',
    () => '/o/nordwerk/members?q=Bernd',
    async ({ page, field, button }) => {
      await field('members.all').first().check();
      await button('members.removeMany').click();
      await page.getByRole('dialog').getByRole('row').nth(1).waitFor();
    },
  ],
  [
    'members-transfer',
    () => '/o/nordwerk/members?q=Clara',
    async ({ page, button, words }) => {
      await button('members.actions', { name: 'Clara Vogt' }).click();
      await page.getByRole('menuitem', { name: words('members.transfer') }).click();
      await page.getByRole('dialog').getByRole('checkbox').waitFor();
    },
  ],
  [
    'members-reset-factors',
    () => '/o/nordwerk/members?q=Clara',
    async ({ page, button, field, words }) => {
      await button('members.actions', { name: 'Clara Vogt' }).click();
      await page.getByRole('menuitem', { name: words('members.resetFactors') }).click();
      await field('resets.reason').waitFor();
    },
  ],
  [
    'settings-history',
    () => '/o/nordwerk/admin/settings',
    async ({ page, field, button, words }) => {
      await field('settings.search').fill('invitations.valid_days');
      await page.getByRole('main').locator('li').getByRole('button').last().click();
      const value = field('settings.value');
      await value.fill((await value.inputValue()) === '9' ? '10' : '9');
      await field('field.reason').fill('Urlaubszeit');
      await button('action.save').click();
      const history = words('settings.historyOf', { label: '' }).trim();
      await page.getByRole('main').getByRole('button', { name: history }).click();
      await page.getByRole('group', { name: words('settings.compare') }).waitFor();
    },
  ],
  [
    'members-leave',
    () => '/o/nordwerk/leave',
    ({ page }) => page.getByRole('main').getByRole('row').nth(1).waitFor(),
  ],
  [
    'security-email',
    () => '/account/security',
    async ({ button, field }) => {
      await button('email.action').click();
      await field('email.new').waitFor();
    },
  ],
  ['account-email', () => '/account/email?token=nothing', ({ link }) => link('email.security').waitFor()],
];
