// "Listen": reads a part of the page aloud, by recordings that lie at the site, or else by a voice of the browser's own. Buttons stay
// hidden where there is neither (listen.css). Nothing speaks by itself, and leaving the page ends it at once.

/** Elements whose words are not read: what is pressed or filled in, and what nobody sees. */
const passedOver = 'button, input, textarea, select, option, script, style, template, audio, svg, [aria-hidden="true"], [hidden]';

/** What ends a thought: between two of them the voice rests. */
const blocks = 'p, li, h1, h2, h3, label, legend, dt, dd, summary, small, div, section';

/** A voice that speaks a language on this device. One that speaks elsewhere would be told what is read here. */
export function voiceFor(language: string, voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | null {
  const wanted = language.toLowerCase();
  const own = voices.filter((voice) => voice.localService);
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.toLowerCase().replace('_', '-');
  const base = (text: string) => text.split('-')[0];
  return own.find((voice) => tag(voice) === wanted) ?? own.find((voice) => base(tag(voice)) === base(wanted)) ?? null;
}

/** What is read of an element, thought by thought. */
export function thoughtsOf(
  root: Element,
  isSeen: (element: Element) => boolean = (element) => element.checkVisibility?.() ?? true,
): string[] {
  const thoughts: string[] = [];
  let last: Element | null = null;
  const walk = (element: Element) => {
    if (element !== root && (element.matches(passedOver) || !isSeen(element))) return;
    for (const child of element.childNodes) {
      if (child instanceof Element) walk(child);
      const words = child instanceof Text ? child.data.replace(/\s+/g, ' ').trim() : '';
      if (words === '') continue;
      const block = element.closest(blocks);
      if (block === last && thoughts.length > 0) thoughts[thoughts.length - 1] += ` ${words}`;
      else thoughts.push(words);
      last = block;
    }
  };
  walk(root);
  return thoughts;
}

/** Wires up the page: its buttons, and those that it gets later. */
export function startListening(page: Document) {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  const voice = () => (speech ? voiceFor(page.documentElement.lang, speech.getVoices()) : null);
  const player = new Audio();
  let playing: HTMLButtonElement | null = null;

  // listen.css shows the buttons that can do something.
  const show = () => {
    page.documentElement.dataset['listens'] = voice() === null ? 'recorded' : 'all';
  };
  const stop = () => {
    speech?.cancel();
    player.pause();
    if (playing) playing.textContent = playing.dataset['sayPlay'] ?? '';
    playing?.setAttribute('aria-pressed', 'false');
    playing = null;
  };
  const playAll = (files: string[], button: HTMLButtonElement) => {
    const next = () => {
      const file = files.shift();
      if (playing !== button || file === undefined) return stop();
      player.src = file;
      player.play().catch(stop);
    };
    player.onended = next;
    player.onerror = next;
    next();
  };
  const speak = (button: HTMLButtonElement) => {
    const own = voice();
    // One utterance for each thought: long ones are cut off in some browsers.
    const said = thoughtsOf(button.closest('[data-heard]') ?? page.body).map((thought) => new SpeechSynthesisUtterance(thought));
    if (!speech || !own || said.length === 0) return stop();
    for (const each of said) {
      each.voice = own;
      each.lang = own.lang;
    }
    said[said.length - 1]!.onend = () => {
      if (playing === button) stop();
    };
    for (const each of said) speech.speak(each);
  };
  page.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLButtonElement>('button[data-listen]');
    if (!button) return;
    const again = playing === button;
    stop();
    if (again) return;
    playing = button;
    button.textContent = button.dataset['sayStop'] ?? '';
    button.setAttribute('aria-pressed', 'true');
    const files = button.dataset['recorded']?.split(' ').filter(Boolean) ?? [];
    if (files.length > 0 && (button.hasAttribute('data-whole') || voice() === null)) playAll(files, button);
    else speak(button);
  });
  speech?.addEventListener?.('voiceschanged', show);
  page.addEventListener('exit-page', stop);
  // Another question is shown.
  page.addEventListener('step', stop, true);
  addEventListener('pagehide', stop);
  show();
}
