import {
  anyone,
  fields,
  halfSignedIn,
  may,
  ownSession,
  signedIn,
  type RuleMap,
} from '#runtime/access/rules.js';

/** Who may ask about single sign-on: it is a way in, so mostly everybody. */
export const ssoRules: RuleMap = {
  Query: { signInOptions: anyone, ssoConnections: signedIn, ssoLogoutUrl: halfSignedIn },
  Mutation: {
    ...fields(['startSso', 'finishSso'], anyone),
    linkSso: ownSession,
    ...fields(['testConnection', 'finishConnectionTest'], may('sso.manage')),
  },
  SignInOptions: fields(['password', 'connections'], anyone),
  SignInConnection: fields(['id', 'name'], anyone),
  SsoStart: fields(['redirectUrl'], anyone),
  FinishSsoPayload: fields(['next', 'name', 'returnPath'], anyone),
  LinkSsoPayload: fields(['returnPath'], ownSession),
};
