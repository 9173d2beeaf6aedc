import { useText } from '../../../i18n/text.ts';
import { WordDiff } from '../../../ui/diff/word-diff.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { isLanguage, type How } from './how-field.tsx';
import { keepsBlocks, type Passage } from './passage.ts';
import classes from './rewrite.module.css';

/** What would change: word by word, or both texts when the language is another one. */
export function Suggestion(props: { passage: Passage; text: string; how: How; lang: string }) {
  const t = useText();
  const { passage, text, how } = props;
  const isTranslation = isLanguage(how);
  return (
    <>
      {isTranslation ? (
        <div className={classes.sides}>
          <ScrollRegion label={t('rewrite.before')} className={classes.text}>
            <span lang={props.lang}>{passage.text}</span>
          </ScrollRegion>
          <ScrollRegion label={t('ai.answer')} className={classes.text}>
            <span lang={how.toLowerCase()}>{text}</span>
          </ScrollRegion>
        </div>
      ) : (
        <ScrollRegion label={t('rewrite.diff')} className={classes.text}>
          <WordDiff before={passage.text} after={text.trim()} lang={props.lang} />
        </ScrollRegion>
      )}
      {!keepsBlocks(passage, text) && passage.blocks.length > 1 && (
        <Notice>{t('rewrite.restructured')}</Notice>
      )}
      {passage.hasMarks && <Notice>{t('rewrite.loses')}</Notice>}
    </>
  );
}
