/** Whether an address is one where directories call (`/o/acme/scim/v2/Users`); their tokens are good there. */
export const isScimAddress = (url: string): boolean => /^\/o\/[^/?]+\/scim\/v2(\/|$|\?)/.test(url);
