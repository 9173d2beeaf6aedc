import { invalidInput, type KopexaError } from '#runtime/errors/catalogue.js';
import { MAXIMUM_LEVELS } from './tree.policy.js';

/** Refuses a place that is too far down. */
export const tooDeep = (): KopexaError =>
  invalidInput(
    'input.parentId',
    `Dokumente lassen sich höchstens ${MAXIMUM_LEVELS} Ebenen tief verschachteln. Wählen Sie einen Platz weiter oben.`,
    `Documents can be nested ${MAXIMUM_LEVELS} levels deep at most. Choose a place further up.`,
  );

/** Refuses to put a document below itself. */
export const belowItself = (): KopexaError =>
  invalidInput(
    'input.parentId',
    'Ein Dokument kann nicht unter sich selbst verschoben werden. Wählen Sie einen anderen Platz.',
    'A document cannot be moved below itself. Choose another place.',
  );
