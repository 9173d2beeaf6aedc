// planted: inner-files-know-no-graphql
import type { Shape } from './document.type.js';

export type Planted = Shape;
