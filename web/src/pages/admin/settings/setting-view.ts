import type { SettingsQuery } from '../../../gql/graphql.ts';

/** A setting as the page shows it. */
export type SettingView = NonNullable<SettingsQuery['organization']>['settings'][number];
