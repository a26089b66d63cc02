// <scripted> (ScriptedTagHelper.cs): parts of a page that only scripts make useful. A text browser knows no styles that would hide them, and
// "Sealed. These are your numbers." must not stand on a page on which nothing is sealed.

/** Puts these parts where they belong. They are the page's own markup; what people write never comes here. */
export function placeScripted(page: Document) {
  for (const part of page.querySelectorAll<HTMLScriptElement>('script[type="text/html"]')) {
    const { body } = new DOMParser().parseFromString(part.textContent ?? '', 'text/html');
    part.replaceWith(...body.childNodes);
  }
}
