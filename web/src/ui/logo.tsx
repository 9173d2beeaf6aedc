import classes from './logo.module.css';

/** Kopexa's mark, with the name beside it unless `bare`. */
export function Logo({ bare = false }: { bare?: boolean }) {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#4650c8" />
        <path
          d="M10 7.5v17M21.5 7.5 12 16l9.5 8.5"
          fill="none"
          stroke="#fff"
          strokeWidth="3.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {!bare && <span>Kopexa</span>}
    </span>
  );
}
