// <join-form>: takes the code of an invitation from behind the # of the link, and out of the address.
export class JoinForm extends HTMLElement {
  connectedCallback(): void {
    const code = location.hash.slice(1);
    const field = this.querySelector<HTMLInputElement>('input[name="code"]');
    if (!code || !field) return;
    field.value = code;
    // So that it stands neither in the history nor on a screen that somebody looks at.
    history.replaceState(null, '', location.pathname);
  }
}
