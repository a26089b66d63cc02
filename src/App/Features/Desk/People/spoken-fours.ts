// Digits that are read out, in fours.
import { element } from '../../../Components/Dom/element.ts';

/** What stands in the place of the numbers. */
export const spokenFours = (digits: string): readonly (Node | string)[] =>
  (digits.match(/.{4}/g) ?? []).flatMap((four) => [element('span', {}, four), ' ']);
