import '#schema/permissions.js';

export const actor = 'runtime may import the contract';
