// The page of a circle: what was said, whose turn it is, a field when it is hers, and the ways out. Fetched when she opens it.
import '../Write/Bundled/envelopes.ts';
import { fitsTurn, longestWords } from '../../../Escrow/Circles/circle.ts';
import { Act } from '../../../Escrow/Circles/turns.ts';
import type { AskedCircle } from '../../../Escrow/Messages/circles.ts';
import { circleSeat } from '../../../Sealing/circle-seat.ts';
import { fromBase64Url } from '../../../Sealing/wire.ts';
import { button, element } from '../../Components/Dom/element.ts';
import { CircleSession } from '../Circles/circle-session.ts';
import { hasTurn, type TalkTexts, talkOf } from '../Circles/circle-talk.ts';
import { post } from '../Write/sending.ts';
import { notThere } from '../Write/texts.ts';
import type { Asking } from './circle-card.ts';
import { dayOf } from './day-of.ts';
import type { Visit } from './visit.ts';

/** The page; what was opened is in it alone and goes with it. */
export async function circlePage(asking: Asking): Promise<HTMLElement> {
  const session = await sessionOf(asking.shown.visit, asking.asked);
  const page = element('div', { 'data-circle-page': true });
  await new CirclePage(page, session, asking).look('');
  return page;
}

async function sessionOf({ keys, manifest }: Visit, { circle, signing }: AskedCircle): Promise<CircleSession> {
  const place = { deployment: manifest.deployment, circle: fromBase64Url(circle, 16) };
  const own = await circleSeat(keys.circles, place.circle);
  return new CircleSession({ place, keys: own, founder: fromBase64Url(signing, 32) }, post);
}

/** Leaves a circle before the report, by which she finds it, goes. It must not hinder that: where it cannot be, her turns pass as they come. */
export async function leaveCircle(visit: Visit, asked: AskedCircle): Promise<void> {
  const session = await sessionOf(visit, asked);
  // Twice, since somebody may write meanwhile.
  for (let i = 0; i < 2; i++) {
    if ((await session.open()) !== 'open' || (await session.write(Act.leave, '')) !== 'stale') return;
  }
}

class CirclePage {
  constructor(
    private readonly page: HTMLElement,
    private readonly session: CircleSession,
    private readonly asking: Asking,
  ) {}

  /** Opens the circle (again) and shows it, with a sentence above it and with what was typed. */
  async look(said: string, typed = ''): Promise<void> {
    const { text } = this.asking.shown;
    const found = await this.session.open();
    if (found === 'gone') return this.over(text('circle.gone'));
    if (found === 'failed') return this.draw([element('p', { class: 'mend', role: 'alert' }, text('return.offline'))]);
    if (found === 'clock') return this.draw([element('p', { class: 'mend', role: 'alert' }, text('circle.clock'))]);
    if (found === 'changed') return this.draw([element('p', { class: 'notice care', role: 'alert' }, this.texts().broken)]);
    const { session } = this;
    const circle = session.circle!;
    const turn = hasTurn(circle, session.now);
    this.draw([
      element('p', { class: 'notice', role: 'status', hidden: said === '' }, said),
      ...talkOf(circle, session.now, this.texts(), { list: 'letters', who: 'small' }),
      ...(turn ? [this.turnForm(typed)] : [button(text('circle.again'), () => void this.look(''), { class: 'quiet' })]),
      ...(circle.isBroken ? [] : [this.sure('circle.leave', Act.leave)]),
      ...(circle.isBroken || circle.turns.ends.includes(circle.own) ? [] : [this.sure('circle.end', Act.end)]),
    ]);
  }

  private over(sentence: string): void {
    this.draw([element('p', { role: 'status' }, sentence)]);
  }

  private draw(content: readonly HTMLElement[]): void {
    const { text, isOpen, again } = this.asking.shown;
    if (!isOpen()) return;
    const wasShown = this.page.isConnected;
    const title = element('h1', { tabindex: -1 }, text('circle.yours'));
    this.page.replaceChildren(
      title,
      ...content,
      button(text('common.back'), () => again(''), { class: 'plain skip' }),
    );
    if (wasShown) title.focus();
  }

  private turnForm(typed: string): HTMLElement {
    const { text } = this.asking.shown;
    const words = element('textarea', {
      id: 'circle-words',
      rows: 6,
      maxlength: longestWords,
      dir: 'auto',
      autocomplete: 'off',
      'aria-describedby': 'circle-hint circle-mend',
    });
    words.value = typed;
    const mend = element('p', { class: 'mend', role: 'alert', id: 'circle-mend' });
    const go = element('button', { type: 'submit', class: 'go' }, text('messages.send'));
    const pass = button(text('circle.pass'), () => void this.write(pass, mend, Act.word, ''), { class: 'quiet' });
    const form = element(
      'form',
      { autocomplete: 'off', novalidate: true },
      element(
        'div',
        { class: 'field' },
        element('label', { for: words.id }, text('circle.write')),
        element('span', { class: 'hint', id: 'circle-hint' }, text('circle.hint')),
        words,
      ),
      mend,
      go,
      pass,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const said = words.value.trim();
      mend.textContent = said === '' ? text('messages.empty') : fitsTurn(said) ? '' : text('circle.too-long');
      if (mend.textContent !== '') return words.focus();
      void this.write(go, mend, Act.word, said);
    });
    return form;
  }

  /** What cannot be taken back is asked for twice. */
  private sure(id: 'circle.leave' | 'circle.end', act: Act): HTMLElement {
    const { text } = this.asking.shown;
    const what = id === 'circle.leave' ? 'circle.leave.what' : 'circle.end.what';
    const mend = element('p', { class: 'mend', role: 'alert' });
    const go = button(text('circle.sure'), () => void this.write(go, mend, act, ''), { class: 'quiet' });
    return element('details', { class: 'more' }, element('summary', {}, text(id)), element('p', {}, text(what)), mend, go);
  }

  private async write(by: HTMLElement, mend: HTMLElement, act: Act, words: string): Promise<void> {
    const { text } = this.asking.shown;
    if (this.page.getAttribute('aria-busy') === 'true') return;
    this.page.setAttribute('aria-busy', 'true');
    by.setAttribute('aria-busy', 'true');
    try {
      const written = await this.session.write(act, words);
      if (written === 'failed') mend.textContent = text('messages.failed');
      else if (written === 'stale') await this.look(text('circle.stale'), words);
      else if (written === 'gone') this.over(text('circle.gone'));
      else if (act === Act.leave) this.over(text('circle.gone'));
      else if (written === 'ended') this.over(text('circle.closed'));
      else await this.look(text('messages.sent'));
    } catch (e) {
      mend.textContent = text(notThere(e) ?? 'messages.failed');
    } finally {
      this.page.removeAttribute('aria-busy');
      by.removeAttribute('aria-busy');
    }
  }

  private texts(): TalkTexts {
    const { organisation, shown } = this.asking;
    const { text, questions } = shown;
    const { language } = questions.questionnaire;
    return {
      you: text('messages.you'),
      who: (names) => text('circle.who', { names }),
      ownTurn: (day) => text('circle.turn.own', { day }),
      turn: (name, day) => text('circle.turn.other', { name, day }),
      passed: text('circle.passed'),
      left: text('circle.left'),
      wantsEnd: text('circle.wants-end'),
      nothing: text('circle.nothing'),
      unread: text('return.unreadable'),
      broken: text('circle.broken', { organisation }),
      organisation,
      day: (hour) => dayOf(hour, language),
      list: (names) => names.join(', '),
    };
  }
}
