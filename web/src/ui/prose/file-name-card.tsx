import classes from './prose-files.module.css';

/** A file in a text before anything is known about it but its name: as high as the card that takes its place. */
export function FileNameCard({ name }: { name: string }) {
  return (
    <span className={classes.card}>
      <span className={classes.words}>
        <b>
          <bdi>{name}</bdi>
        </b>
      </span>
    </span>
  );
}
