import type { KeyboardEvent } from 'react';
import { StateMark } from '../../claims/state-mark.tsx';
import type { ClaimView } from '../../claims/claim-view.ts';
import { Time } from '../../../ui/time.tsx';
import classes from './claims-page.module.css';

/** One claim in the list; opens its details. */
export function ClaimRow({ claim, onOpen }: { claim: ClaimView; onOpen: (claim: ClaimView) => void }) {
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        data-claim
        onClick={() => onOpen(claim)}
        onKeyDown={moveFocus}
      >
        <span className={classes.number}>{claim.number}</span>
        <span className={classes.claimTitle}>{claim.title}</span>
        <StateMark state={claim.state} />
        <span className={classes.when}>{claim.checkedAt && <Time at={claim.checkedAt} />}</span>
      </button>
    </li>
  );
}

/** Arrow keys walk through all rows of the page, across sections. */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-claim]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
