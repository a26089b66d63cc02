// Messages between a reporter and an advocate, under a key inside the report (docs/formats/message.md).
import { hkdf, sha256 } from '../../Sealing/digest.ts';
import { openEnvelope, sealEnvelope } from '../../Sealing/envelope.ts';
import { messageContext } from '../../Sealing/envelope-keys.ts';
import { randomBytes } from '../../Sealing/random.ts';
import { type SigningKey, verifySignature } from '../../Sealing/signing.ts';
import { type Bytes, ByteWriter, concat, fromBase64Url, label, toBase64Url, utf8 } from '../../Sealing/wire.ts';
import type { MessageAnswer } from '../Depositing/own-report.ts';
import { parseHour } from '../hour.ts';
import { Json } from '../strict-json.ts';
import { kindMembers, type MessageKind, readKind } from './message-kind.ts';

/** 0 from the reporter, 1 from the organisation. */
export type Direction = 0 | 1;

/** The body of a posted message; all bytes are base64url. */
export interface MessageBody {
  readonly handle: string;
  readonly id: string;
  readonly envelope: string;
  readonly signature: string;
}

/** A message that opened, or why it is not believed. */
export type Message =
  | {
      readonly id: string;
      readonly direction: Direction;
      readonly text: string;
      readonly hour: string;
      /** What it says as data beside its text; left out for words alone. */
      readonly kind?: MessageKind;
      readonly refused?: undefined;
    }
  | { readonly id: string; readonly direction: number; readonly refused: MessageFault };

/** Why a message is not believed; the same as MessageFault in SealedMessage.cs. */
export type MessageFault =
  /** The signature is not that of the side that it claims to come from. */
  | 'signature'
  /** The envelope does not open under the report's thread key. */
  | 'envelope'
  /** The text inside does not follow its format. */
  | 'text';

/** One report's thread. */
export interface Thread {
  /** 16 bytes. */
  readonly deployment: Bytes;
  /** 16 bytes. */
  readonly handle: Bytes;
  /** The report's thread key; several where it went from one organisation to another. */
  readonly threadKeys: readonly Bytes[];
  /** The family's Ed25519 key, which signs direction 0. */
  readonly family: Bytes;
  /** The organisation's Ed25519 keys of every epoch, one of which signs direction 1. */
  readonly organisationKeys: readonly Bytes[];
}

const format = 'chorus/message/1';
const formatOfKinds = 'chorus/message/2';
const longestKind = 40;

/** Seals and signs a message. @param hour the hour of writing, such as 2026-11-23T21Z. @param kind what it says as data; `text` says the same in words. */
export async function sealMessage(
  thread: Pick<Thread, 'deployment' | 'handle'> & { readonly threadKey: Bytes },
  direction: Direction,
  signing: SigningKey,
  text: string,
  hour: string,
  kind?: MessageKind,
): Promise<MessageBody> {
  const id = randomBytes(16);
  const key = await messageKey(thread.threadKey, id, direction);
  const context = messageContext(thread.deployment, thread.handle, id, direction);
  const said = kind ? { format: formatOfKinds, text, hour, ...kindMembers(kind) } : { format, text, hour };
  const envelope = await sealEnvelope(key, context, utf8(JSON.stringify(said)));
  const signature = await signing.sign(await signedBytes(thread, id, direction, envelope));
  return { handle: toBase64Url(thread.handle), id: toBase64Url(id), envelope: toBase64Url(envelope), signature: toBase64Url(signature) };
}

/** Opens the messages of one report in order of arrival. A message id is shown once; what does not verify is named, not hidden. */
export async function openMessages(thread: Thread, answers: readonly MessageAnswer[]): Promise<Message[]> {
  const mine = toBase64Url(thread.handle);
  const seen = new Set<string>();
  const opened: Message[] = [];
  for (const answer of answers) {
    if (answer.handle !== mine || seen.has(answer.id)) continue;
    seen.add(answer.id);
    opened.push(await openMessage(thread, answer));
  }
  return opened;
}

async function openMessage(thread: Thread, answer: MessageAnswer): Promise<Message> {
  const { id, direction } = answer;
  const refuse = (refused: MessageFault): Message => ({ id, direction, refused });
  if (direction !== 0 && direction !== 1) return refuse('signature');
  let bytes: { id: Bytes; envelope: Bytes; signature: Bytes };
  try {
    bytes = { id: fromBase64Url(id, 16), envelope: fromBase64Url(answer.envelope), signature: fromBase64Url(answer.signature, 64) };
  } catch {
    return refuse('signature');
  }
  const signed = await signedBytes(thread, bytes.id, direction, bytes.envelope);
  const signers = direction === 0 ? [thread.family] : thread.organisationKeys;
  const verified = await Promise.all(signers.map((signer) => verifySignature(signer, signed, bytes.signature)));
  if (!verified.includes(true)) return refuse('signature');
  const context = messageContext(thread.deployment, thread.handle, bytes.id, direction);
  for (const threadKey of thread.threadKeys) {
    const key = await messageKey(threadKey, bytes.id, direction);
    // The envelope's commitment tells at once whether this is the key that it was sealed under.
    const text = await openEnvelope(key, context, bytes.envelope).catch(() => null);
    if (text) return read(id, direction, text) ?? refuse('text');
  }
  return refuse('envelope');
}

function read(id: string, direction: Direction, bytes: Bytes): Message | null {
  try {
    const parsed = Json.parse(bytes, 'the message');
    const isOfKind = (parsed.value as { format?: unknown } | null)?.format === formatOfKinds;
    const json = parsed.members(['format', 'text', 'hour'], isOfKind ? ['kind', 'details'] : []);
    if (!isOfKind) json.format.mustBe(format);
    const text = typeof json.text.value === 'string' ? json.text.value : json.text.fail('is not a text');
    if (parseHour(json.hour.text()) === null) json.hour.fail('is not an hour');
    const message = { id, direction, text, hour: json.hour.text() };
    if (!isOfKind) return message;
    const kind = kindIn(parsed, direction);
    return kind === null ? message : { ...message, kind };
  } catch {
    return null;
  }
}

function kindIn(message: Json, direction: Direction): MessageKind | null {
  const { kind, details } = message.members(['format', 'text', 'hour', 'kind', 'details']);
  const name = typeof kind.value === 'string' && kind.value !== '' ? kind.value : kind.fail('is not a name');
  if (name.length > longestKind) kind.fail('is too long');
  details.entries();
  return readKind(name, details, direction);
}

const messageKey = (threadKey: Bytes, id: Bytes, direction: Direction): Promise<Bytes> =>
  hkdf(threadKey, concat(label('chorus/v1/message-key'), id, Uint8Array.of(direction)), 32);

const signedBytes = async (
  thread: Pick<Thread, 'deployment' | 'handle'>,
  id: Bytes,
  direction: Direction,
  envelope: Bytes,
): Promise<Bytes> =>
  new ByteWriter()
    .label('chorus/v1/message')
    .bytes(thread.deployment)
    .bytes(thread.handle)
    .bytes(id)
    .u8(direction)
    .bytes(await sha256(envelope))
    .toBytes();
