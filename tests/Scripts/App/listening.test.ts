import assert from 'node:assert/strict';
import { test } from 'node:test';
import { voiceFor } from '../../../src/App/Components/Listen/listening.ts';

const voice = (lang: string, localService = true) => ({ lang, localService, name: lang }) as SpeechSynthesisVoice;

test('a voice of the very language is taken before one of another country', () => {
  assert.equal(voiceFor('es', [voice('es-MX'), voice('es')])?.lang, 'es');
  assert.equal(voiceFor('es', [voice('en-GB'), voice('es_MX')])?.lang, 'es_MX');
});

test('a voice that speaks elsewhere is never taken, since it would be told what is read', () => {
  assert.equal(voiceFor('en', [voice('en-US', false)]), null);
  assert.equal(voiceFor('en', [voice('en-US', false), voice('en-GB')])?.lang, 'en-GB');
});

test('a voice of another language is none', () => {
  assert.equal(voiceFor('ht', [voice('fr'), voice('hi')]), null);
});
