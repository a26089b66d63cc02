// Large tables come in parts where a browser loads them (build/browser/split-tables.mjs), and as a whole everywhere else.

/** A library whose table may come in parts. */
interface InParts {
  /** Fetches the parts that were looked up and not there. @returns whether there were any: then what was asked has to be asked again. */
  loadWanted?(): Promise<boolean>;
}

/** Asks a library something, again until nothing was missing. */
export async function ask<L extends object, A>(library: L, question: (library: L) => A): Promise<A> {
  for (;;) {
    const answer = question(library);
    if (!(await (library as InParts).loadWanted?.())) return answer;
  }
}
