// Splits the two large tables that make identifiers comparable, so that a phone loads the part that it needs: the rules for
// telephone numbers by the part of the world that their country codes begin with, the letters of names by their script. Both libraries
// stay as they are but for where they look things up: what is not there yet is noted, and loadWanted() fetches it.
// src/Escrow/Identifiers/tables.ts asks a second time then. tests/Scripts/Build/split-tables.test.ts compares both with the whole.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const namespace = 'part-of-table';

/** @param hook the module that checks what comes later. */
export function splitTables(hook) {
  const parts = new Map();
  return {
    name: 'split-tables',
    setup(build) {
      build.onResolve({ filter: /^(calling|script)-[a-z0-9]+$/ }, ({ path }) => ({ path, namespace }));
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: `export default ${parts.get(path)};`, loader: 'js' }));
      build.onLoad({ filter: /awesome-phonenumber\/index-esm\.mjs$/ }, async ({ path }) => phones(await readFile(path, 'utf8')));
      build.onLoad({ filter: /any-ascii\/any-ascii\.js$/ }, async ({ path }) => letters(await readFile(path, 'utf8'), path));
    },
  };

  function phones(source) {
    const [from, to] = literalAfter(source, 'Ga={AC:[');
    const [shortFrom, shortTo] = literalAfter(source, 'Mb={AC:[');
    const regions = membersOf(source.slice(from, to));
    const partOf = {};
    const text = {};
    for (const [region, rules] of regions) {
      const part = `calling-${String(callingCode(rules)).charAt(0)}`;
      partOf[region] = part;
      text[part] = `${text[part] ?? '{'}${JSON.stringify(region)}:${rules},`;
    }
    for (const [part, members] of Object.entries(text)) parts.set(part, `${members}}`);
    // The numbers of emergency lines and the like are another table, that this site never asks.
    const code = `${source.slice(0, from)}rulesByRegion${source.slice(to, shortFrom)}{}${source.slice(shortTo)}`;
    return {
      contents: `${waiting(Object.keys(text))}
const partOf = ${JSON.stringify(partOf)};
const have = {};
const rulesByRegion = new Proxy(have, {
  has: (_, region) => region in partOf,
  get: (_, region) => (region in have ? have[region] : region in partOf ? want(partOf[region]) : undefined),
});
const keep = (part, rules) => Object.assign(have, rules);
${code}`,
      loader: 'js',
    };
  }

  async function letters(source, path) {
    const { default: block } = await import(pathToFileURL(path.replace('any-ascii.js', 'block.js')));
    const text = {};
    for (let n = 0; n < 0x1100; n++) {
      const letters = block(n);
      if (letters !== '') text[scriptOf(n)] = `${text[scriptOf(n)] ?? '{'}${n}:${JSON.stringify(letters)},`;
    }
    for (const [part, members] of Object.entries(text)) parts.set(part, `${members}}`);
    const look = 'blocks[blockNum] = b = block(blockNum).split("\\t");';
    if (!source.includes(look) || !source.includes("import block from './block.js';"))
      throw new Error('any-ascii looks its blocks up in another way now.');
    const code = source
      .replace("import block from './block.js';", '')
      .replace(look, 'const found = block(blockNum);\nif (found === undefined) continue;\nblocks[blockNum] = b = found.split("\\t");');
    return {
      contents: `${waiting(Object.keys(text))}
const have = {};
const there = new Set();
${scriptOf}
const known = new Set(${JSON.stringify(Object.keys(text))});
function block(n) {
  const part = scriptOf(n);
  return have[n] ?? (known.has(part) && !there.has(part) ? want(part) : '');
}
const keep = (part, blocks) => {
  there.add(part);
  Object.assign(have, blocks);
};
${code}`,
      loader: 'js',
    };
  }

  /** What was looked up and is not there, and how it is fetched. Calls keep(part, table), which the module has. */
  function waiting(names) {
    const loaders = names.map(
      (name) => `${JSON.stringify(name)}: () => later(${JSON.stringify(name)}, () => import(${JSON.stringify(name)}))`,
    );
    return `import { later } from ${JSON.stringify(hook)};
const load = {${loaders.join(', ')}};
const wanted = new Set();
const want = (part) => void wanted.add(part);
export async function loadWanted() {
  const parts = [...wanted];
  await Promise.all(parts.map(async (part) => keep(part, (await load[part]()).default)));
  for (const part of parts) wanted.delete(part);
  return parts.length > 0;
}`;
  }
}

/**
 * The part in which a block of 256 code points is. By script, no finer: which part a phone asks for tells in which script a name is
 * written, and must not tell more of it.
 */
function scriptOf(block) {
  if (block >= 0x4e && block < 0xa0) return 'script-han';
  if (block >= 0xac && block < 0xd8) return 'script-hangul';
  if (block < 0x34 || (block >= 0xfb && block < 0x100)) return 'script-letters';
  if (block < 0x100) return 'script-others';
  if (block < 0x200) return block < 0x180 ? 'script-old' : 'script-signs';
  return `script-rare${block >> 6}`;
}

/** The library's object of this beginning: from where to where it stands. */
function literalAfter(source, beginning) {
  const at = source.indexOf(beginning);
  if (at < 0 || source.indexOf(beginning, at + 1) >= 0) throw new Error(`awesome-phonenumber has not one "${beginning}" any more.`);
  const from = source.indexOf('{', at);
  return [from, endOf(source, from)];
}

/** Behind the bracket that closes the one at `from`. */
function endOf(source, from) {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const c = source[i];
    if (c === '"') while (source[++i] !== '"') i += source[i] === '\\' ? 1 : 0;
    else if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return i + 1;
  }
  throw new Error('A table of awesome-phonenumber does not end.');
}

/** The members of an object literal whose values are arrays: name and value, as they are written. */
function membersOf(literal) {
  const members = [];
  const name = /\s*(?:"?([A-Z0-9]+)"?):(?=\[)/y;
  for (let i = 1; i < literal.length - 1; i++) {
    name.lastIndex = i;
    const found = name.exec(literal);
    if (!found) throw new Error(`A table of awesome-phonenumber is written in another way near "${literal.slice(i, i + 40)}".`);
    const from = name.lastIndex;
    i = endOf(literal, from);
    members.push([found[1], literal.slice(from, i)]);
  }
  return members;
}

/** Field 10 of PhoneMetadata in libphonenumber's own schema: country_code. */
const callingCode = (rules) => {
  const code = new Function(`return ${rules}`)()[10];
  if (!Number.isInteger(code)) throw new Error('A region of awesome-phonenumber has no country code where it was.');
  return code;
};
