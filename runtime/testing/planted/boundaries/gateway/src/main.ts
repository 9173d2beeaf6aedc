export const gateway = 'clean';
