// An e-mail address: lower case, no +tag, the domain in ASCII, Gmail's dots ignored. Twin of EmailIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { clean, lowerCase } from '../Text/characters.ts';
import { domainToAscii } from '../Text/domain.ts';

export async function emailCanonical(identifier: Identifier): Promise<Attempt> {
  let text = lowerCase(clean(identifier.value));
  text = inAngleBrackets(text) ?? text;
  if (text.startsWith('mailto:')) text = text.slice('mailto:'.length);

  const at = text.lastIndexOf('@');
  if (at <= 0 || text.indexOf('@') !== at || text.includes(' ')) return refuse('email-malformed');
  let domain = domainToAscii(text.slice(at + 1));
  if (domain === null) return refuse('email-domain');

  let local = text.slice(0, at).split('+')[0]!;
  if (domain === 'gmail.com' || domain === 'googlemail.com') {
    domain = 'gmail.com';
    local = local.replaceAll('.', '');
  }
  return local === '' ? refuse('email-malformed') : accept(`${local}@${domain}`);
}

/** The address in `Ana Pérez <ana@example.org>`, as mail programs copy it. */
function inAngleBrackets(text: string): string | null {
  const open = text.indexOf('<');
  return open >= 0 && text.endsWith('>') ? text.slice(open + 1, -1).trim() : null;
}
