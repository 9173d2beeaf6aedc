import './document.repository.js';
import './document.policy.js';

export const renameDocument = 'a use case may import policy and repository';
