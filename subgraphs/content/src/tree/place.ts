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

/** Versions that go to another Space at a time: each row changes, and a change has five seconds. */
export const MAXIMUM_MOVED_VERSIONS = 10_000;

/** Refuses to take so much to another Space at once. */
export const tooMuch = (): KopexaError =>
  invalidInput(
    'input.spaceId',
    `Mit allem darunter sind das mehr als ${MAXIMUM_MOVED_VERSIONS} Versionen. Verschieben Sie zuerst einzelne Unterdokumente.`,
    `With everything below, these are more than ${MAXIMUM_MOVED_VERSIONS} versions. Move some of the documents below first.`,
  );
