import { securityConfig } from './security.config.mjs';

/** The security analysis alone, without types, for `npm run security`. */
export default securityConfig;
