import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OfferedTemplate, Templates } from '../../../src/App/Features/Desk/templates.ts';

const call: OfferedTemplate = {
  id: 'call',
  title: 'Ask whether you may call',
  texts: { en: 'May we call you?', es: '¿Podemos llamarte?' },
};

test("a template comes in the reporter's language, with what it means in the member's", () => {
  assert.deepEqual(new Templates([call], 'en').in('es'), [
    { id: 'call', title: call.title, text: '¿Podemos llamarte?', language: 'es', own: 'May we call you?' },
  ]);
});

test('where both read the same language it stands there once', () => {
  assert.deepEqual(
    new Templates([call], 'es').in('es').map(({ text, own }) => [text, own]),
    [['¿Podemos llamarte?', null]],
  );
});

test("where the reporter's language is not offered, or is a name of the language of scripts, the member's is given and says so", () => {
  for (const wanted of ['fr', 'constructor', '']) {
    assert.deepEqual(
      new Templates([call], 'en').in(wanted).map(({ text, language, own }) => [text, language, own]),
      [['May we call you?', 'en', null]],
    );
  }
});
