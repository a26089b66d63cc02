// The readable file of an extract: HTML that runs and fetches nothing (docs/formats/extract.md).
import type { ExtractLine } from './extract-lines.ts';

/** What stands in the file. All of it is text. */
export interface ExtractPage {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  /** Of which report, by whom and what for: a sentence each. */
  readonly about: readonly string[];
  readonly lines: readonly ExtractLine[];
  /** What is not in it. */
  readonly notes: readonly string[];
}

/** The file's text. */
export function extractFile({ language, direction, title, about, lines, notes }: ExtractPage): string {
  const paragraphs = (sentences: readonly string[]) => sentences.map((sentence) => `<p dir="auto">${escaped(sentence)}</p>`).join('\n');
  const parts = lines.map((line) => {
    const of = line.language === null ? '' : ` lang="${escaped(line.language)}"`;
    return `<h2 dir="auto">${escaped(line.title)}</h2>\n<p class="said" dir="auto"${of}>${escaped(line.text)}</p>`;
  });
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:1rem/1.5 sans-serif;max-inline-size:44rem;margin:2rem auto;padding:0 1rem}h2{font-size:1rem;margin:1.5rem 0 0}.said{white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0 0}footer{margin-block-start:2rem;border-block-start:1px solid}</style>
</head>
<body>
<h1 dir="auto">${escaped(title)}</h1>
${paragraphs(about)}
${parts.join('\n')}
<footer>
${paragraphs(notes)}
</footer>
</body>
</html>
`;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark]!);
