// A profile on a site: platform:handle for the large platforms, host and path for others. Twin of ProfileIdentifier.cs.
import { type Attempt, accept, refuse } from '../attempt.ts';
import type { Identifier } from '../identifier.ts';
import { clean, lowerCase } from '../Text/characters.ts';
import { domainToAscii } from '../Text/domain.ts';
import { percentDecode } from './percent-encoding.ts';
import { type Platform, platformAt, platformNamed } from './platform.ts';

const joining = ['on', 'at', 'in', 'en', 'auf', 'sur', 'em', 'su', 'bei'];

export async function profileCanonical(identifier: Identifier): Promise<Attempt> {
  const text = lowerCase(clean(identifier.value));
  if (!text.includes('/')) {
    const written = fromWords(text);
    if (written !== null) return written;
    if (text.startsWith('@') && text.indexOf('@', 1) < 0) return refuse('profile-platform-missing');
  }
  return fromAddress(text);
}

/** "instagram: @ana", "@ana on instagram" and the canonical form itself; null for anything else. */
function fromWords(text: string): Attempt | null {
  const words = text
    .split(/[ :(),]/)
    .filter((word) => word !== '')
    .filter((word, at) => at === 0 || !joining.includes(word));
  if (words.length !== 2) return null;
  const first = platformNamed(words[0]!);
  const platform = first ?? platformNamed(words[1]!);
  const handle = first === undefined ? words[0]! : words[1]!;
  return platform === undefined ? null : onPlatformAs(platform, handle.replace(/^@+/, ''));
}

function fromAddress(text: string): Attempt {
  const scheme = text.indexOf('://');
  let rest = scheme >= 0 ? text.slice(scheme + 3) : text.replace(/^\/+/, '');
  let query = '';
  const end = rest.search(/[?#]/);
  if (end >= 0) {
    query = rest[end] === '?' ? rest.slice(end + 1).split('#')[0]! : '';
    rest = rest.slice(0, end);
  }

  const [start, ...segments] = rest.split('/');
  let host = start!.split(':')[0]!;
  let path = segments.map((segment) => lowerCase(clean(percentDecode(segment)))).filter((segment) => segment !== '');
  const at = host.lastIndexOf('@');
  if (at > 0 && path.length === 0) {
    // @ana@social.example: how the fediverse writes social.example/@ana.
    path = [`@${host.slice(0, at).replace(/^@+/, '')}`];
    host = host.slice(at + 1);
  }
  const domain = domainToAscii(host);
  if (domain === null) return refuse(host.includes('.') ? 'profile-unreadable' : 'profile-platform-missing');
  const platform = platformAt(domain);
  return platform === undefined ? elsewhere(domain, path) : onPlatform(platform, path, query);
}

function onPlatform(platform: Platform, path: readonly string[], query: string): Attempt {
  const [first, second] = path;
  if (first === undefined) return refuse('profile-handle-missing');
  if (platform.notAPerson?.includes(first)) return refuse('profile-not-a-person');
  const parameter = Object.entries(platform.numberIn ?? {}).find(([segment]) => segment === first)?.[1];
  if (parameter !== undefined) {
    const number = query.split('&').find((pair) => pair.startsWith(`${parameter}=`));
    return onPlatformAs(platform, number?.slice(parameter.length + 1) ?? '');
  }
  if (platform.lastOf?.includes(first)) return onPlatformAs(platform, path.length > 1 ? path.at(-1)! : '');
  if (platform.kept?.includes(first)) return onPlatformAs(platform, second === undefined ? '' : `${first}/${second}`);
  const handle = platform.before?.includes(first) ? second : first;
  return onPlatformAs(platform, (handle ?? '').replace(/^@+/, ''));
}

/** Host without `www` and the mobile hosts, and the path as it stands. */
function elsewhere(domain: string, path: readonly string[]): Attempt {
  let host = domain;
  while (/^(www|m|mobile|touch|web|amp)\.[^.]+\./.test(host)) host = host.slice(host.indexOf('.') + 1);
  return accept([host, ...path].join('/'));
}

const onPlatformAs = (platform: Platform, handle: string): Attempt =>
  /[\p{L}\p{Nd}]/u.test(handle) ? accept(`${platform.name}:${handle}`) : refuse('profile-handle-missing');
