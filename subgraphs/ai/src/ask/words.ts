const WORD = /[\p{L}\p{N}]{2,}/gu;
const MOST_WORDS = 24;

/** Words of questions that say nothing of what is asked about, folded. */
const EMPTY = new Set(
  (
    'aber alle allem allen aller alles als also am an auch auf aus bei bin bis bist da dabei damit dann das dass dazu dein dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch fur gegen genau gibt habe haben hat hatte ich ihm ihn ihnen ihr ihre im in ins ist ja jede jedem jeden jeder jedes kann kein keine konnen konnte machen man mehr mein meine mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne sehr sein seine sich sie sind so soll sollen sollte sondern steht uber um und uns unser unsere unter viel vom von vor wann war waren warum was weil welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir wird wo wohl wozu zu zum zur ' +
    'about all also am an and any are as at be been but by can could did do does for from had has have he her his how if in into is it its may me more must my no not of on or our shall she should so some such than that the their them then there these they this to us was we were what when where which who why will with would you your'
  ).split(' '),
);

/** A text as words are compared: small letters, without accents and umlauts. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();

/** The words of a question that say what it is about, each once, as they are written. */
export function wordsOf(question: string): string[] {
  const words = question.normalize('NFC').toLowerCase().match(WORD) ?? [];
  return [...new Set(words)].filter((word) => !EMPTY.has(fold(word))).slice(0, MOST_WORDS);
}

/** A question as the search function takes it: any of its words, and whatever begins with the longest of them. */
export function searchOf(question: string): { readonly query: string; readonly tail: string } {
  const words = wordsOf(question);
  const [longest = ''] = words.toSorted((one, other) => other.length - one.length);
  return { query: words.join(' or '), tail: longest };
}
