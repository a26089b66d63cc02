/** Puts the countries' names into the page's language, where the browser knows them. */
export function nameCountries(form: HTMLFormElement, language: string) {
  if (typeof Intl.DisplayNames !== 'function') return;
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  for (const select of form.querySelectorAll<HTMLSelectElement>('select[name="country"]')) {
    const chosen = select.value;
    const options = [...select.options].filter((o) => o.value !== '');
    for (const option of options) option.text = names.of(option.value) ?? option.text;
    options.sort((a, b) => a.text.localeCompare(b.text, language));
    select.append(...options);
    select.value = chosen;
  }
}
