export const permissions = 'clean';
