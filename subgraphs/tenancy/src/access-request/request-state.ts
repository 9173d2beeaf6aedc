/** Where a request for access stands, as it is stored. */
export type RequestState = 'open' | 'approved' | 'declined' | 'withdrawn';
