// A PO file's plural rule: the C expression of gettext's Plural-Forms header over one unsigned number n (GNU gettext
// manual, section "Plural forms"). Read by recursive descent, since the content security policy allows no evaluation.

type Rule = (n: number) => number;

const levels: readonly (readonly [string, (a: number, b: number) => number])[][] = [
  [['||', (a, b) => Number(a !== 0 || b !== 0)]],
  [['&&', (a, b) => Number(a !== 0 && b !== 0)]],
  [
    ['==', (a, b) => Number(a === b)],
    ['!=', (a, b) => Number(a !== b)],
  ],
  [
    ['<=', (a, b) => Number(a <= b)],
    ['>=', (a, b) => Number(a >= b)],
    ['<', (a, b) => Number(a < b)],
    ['>', (a, b) => Number(a > b)],
  ],
  [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
  ],
  [['%', (a, b) => a % b]],
];

/** Which of the forms a count takes, from 0. @throws SyntaxError for an expression outside gettext's grammar. */
export function pluralRule(text: string): Rule {
  const tokens = text.match(/\|\||&&|[=!<>]=|[<>?:()+\-%!]|\d+|n|\S/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const fail = (): never => {
    throw new SyntaxError(`the plural rule ${text} is not understood`);
  };

  function choice(): Rule {
    const condition = binary(0);
    if (!take('?')) return condition;
    const yes = choice();
    if (!take(':')) fail();
    const no = choice();
    return (n) => (condition(n) !== 0 ? yes(n) : no(n));
  }

  function binary(level: number): Rule {
    const operators = levels[level];
    if (!operators) return atom();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find(([sign]) => tokens[at] === sign);
      if (!operator) return left;
      at++;
      const [before, right] = [left, binary(level + 1)];
      left = (n) => operator[1](before(n), right(n));
    }
  }

  function atom(): Rule {
    if (take('!')) {
      const inner = atom();
      return (n) => Number(inner(n) === 0);
    }
    if (take('(')) {
      const inner = choice();
      return take(')') ? inner : fail();
    }
    if (take('n')) return (n) => n;
    const token = tokens[at++] ?? fail();
    if (!/^\d+$/.test(token)) fail();
    return () => Number(token);
  }

  const rule = choice();
  return at === tokens.length ? rule : fail();
}
