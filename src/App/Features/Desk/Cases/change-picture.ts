// The picture of what changed for people at work or study beside what happened in the case: one line for the case and one for
// each person and kind of change, on one axis of days. It says nothing about what caused what.

/** A day on a line of the picture. */
export interface Mark {
  /** Days, as yyyy-mm-dd. */
  readonly day: string;
  /** The line that it stands on. */
  readonly line: string;
  /** What it is called where it is pointed at. */
  readonly name: string;
}

export interface Placed extends Mark {
  /** Per cent of the way from the first day to the last, 0 to 100. */
  readonly at: number;
}

export interface Layout {
  readonly first: string;
  readonly last: string;
  /** In the order in which they first come. */
  readonly lines: readonly { readonly line: string; readonly marks: readonly Placed[] }[];
}

const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Where each mark stands; null where there is none. Where all are of one day, they stand in the middle. */
export function layoutOf(marks: readonly Mark[]): Layout | null {
  const days = marks.map(({ day }) => day).sort();
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) return null;
  const length = dayOf(last) - dayOf(first);
  const placed = marks.map((mark): Placed => ({ ...mark, at: length === 0 ? 50 : (100 * (dayOf(mark.day) - dayOf(first))) / length }));
  const lines = [...new Set(marks.map(({ line }) => line))];
  return { first, last, lines: lines.map((line) => ({ line, marks: placed.filter((mark) => mark.line === line) })) };
}

const rowHeight = 44;
const edge = 2;

/** Draws it, as wide as its place: places along the axis are per cent, so letters stay their size on a phone. @param label what it shows, for whoever does not see it. */
export function changePicture({ first, last, lines }: Layout, label: string, say: (day: string) => string): SVGSVGElement {
  const height = lines.length * rowHeight + 24;
  const picture = svg('svg', { class: 'changes', role: 'img', 'aria-label': label, width: '100%', height });
  lines.forEach(({ line, marks }, i) => {
    const y = i * rowHeight + 30;
    picture.append(
      svg('text', { x: 0, y: y - 14, class: 'name' }, line),
      svg('line', { x1: `${edge}%`, x2: `${100 - edge}%`, y1: y, y2: y, class: 'axis' }),
      ...marks.map((mark) => {
        const cx = `${edge + (mark.at * (100 - 2 * edge)) / 100}%`;
        return svg('circle', { cx, cy: y, r: i === 0 ? 4 : 6, class: i === 0 ? 'event' : 'change' }, svg('title', {}, mark.name));
      }),
    );
  });
  picture.append(
    svg('text', { x: 0, y: height - 2, class: 'day' }, say(first)),
    ...(first === last ? [] : [svg('text', { x: '100%', y: height - 2, class: 'day last' }, say(last))]),
  );
  return picture;
}

function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
