// One thing at a time: while a report is being sent or a draft kept, nothing else is done with the form.

export class Hold {
  #isOn = false;

  /** Whether something is under way that what is done now would not reach any more. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /**
   * Does this, unless something else is under way. Meanwhile nothing in the form can be used but what says how it goes.
   * @param spare what was pressed: it keeps the focus.
   */
  async during(form: HTMLFormElement, spare: Element, work: () => Promise<void>) {
    if (this.#isOn) return;
    this.#isOn = true;
    const still = around(form, spare);
    for (const each of still) each.inert = true;
    try {
      await work();
    } finally {
      for (const each of still) each.inert = false;
      this.#isOn = false;
    }
  }
}

/** What stands beside it, at every height. An alert stays, or nobody would hear it. */
function around(form: HTMLFormElement, spare: Element): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = spare; at !== form; at = at.parentElement as Element)
    for (const other of at.parentElement?.children ?? [])
      if (other !== at && other instanceof HTMLElement && other.getAttribute('role') !== 'alert') found.push(other);
  return found;
}
