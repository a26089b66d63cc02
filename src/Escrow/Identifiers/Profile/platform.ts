// How the large platforms write the address of a person's profile (platforms.json).
import list from './platforms.json' with { type: 'json' };

export interface Platform {
  /** Its name in canonical forms. */
  readonly name: string;
  /** What else people call it. */
  readonly aliases?: readonly string[];
  /** Its hosts; any host below them is the same platform. */
  readonly hosts: readonly string[];
  /** First path segments that only stand before the handle. */
  readonly before?: readonly string[];
  /** First path segments that stay a part of the handle, since what follows has its own numbering. */
  readonly kept?: readonly string[];
  /** First path segments after which the last segment is the handle. */
  readonly lastOf?: readonly string[];
  /** First path segments whose handle is a query parameter. */
  readonly numberIn?: Readonly<Record<string, string>>;
  /** First path segments of posts, searches and the like. */
  readonly notAPerson?: readonly string[];
}

const platforms: readonly Platform[] = list as Platform[];

/** The platform of that name or alias. */
export const platformNamed = (word: string): Platform | undefined =>
  platforms.find((platform) => platform.name === word || platform.aliases?.includes(word));

/** The platform at that host (lower case, ASCII). */
export const platformAt = (domain: string): Platform | undefined =>
  platforms.find((platform) => platform.hosts.some((host) => domain === host || domain.endsWith(`.${host}`)));
