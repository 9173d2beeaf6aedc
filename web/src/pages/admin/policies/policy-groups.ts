/** Whether a setting belongs to the policy, which has a page of its own. */
export const isPolicy = (key: string): boolean => key.startsWith('policy.');

/** The parts of the policy, in the order of the page. */
export const POLICY_GROUPS = [
  { title: 'policies.signIn', text: 'policies.signIn.text', keys: ['policy.sso', 'policy.factors'] },
  {
    title: 'policies.sessions',
    text: 'policies.sessions.text',
    keys: ['policy.idle_minutes', 'policy.session_hours'],
  },
  { title: 'policies.network', text: 'policies.network.text', keys: ['policy.addresses'] },
  {
    title: 'policies.passwords',
    text: 'policies.passwords.text',
    keys: ['policy.password_length', 'policy.password_history', 'policy.password_days'],
  },
  { title: 'policies.signUp', text: 'policies.signUp.text', keys: ['policy.sign_up_domains'] },
] as const;
