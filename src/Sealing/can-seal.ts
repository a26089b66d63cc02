// Whether this browser can seal. WebCrypto is missing in old ones and on pages that did not come over https; some have one that fails.

// AES-256-GCM of nothing under zeros (McGrew and Viega, The Galois/Counter Mode of Operation, test case 13).
const tagOfNothing = '83,15,138,251,199,69,54,185,169,99,180,241,196,203,115,139';

/** Tries the cipher that all sealing ends in, with a known answer. Of X25519 and Ed25519 it says nothing: they have a second way (hpke.ts, signing.ts). */
export async function canSeal(): Promise<boolean> {
  try {
    crypto.getRandomValues(new Uint8Array(1));
    const key = await crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-GCM', false, ['encrypt']);
    const tag = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(0));
    return new Uint8Array(tag).join() === tagOfNothing;
  } catch {
    return false;
  }
}

/** Whether this page came over a line that anybody can read: then WebCrypto is missing in every browser, and nothing may be typed here. */
export const cameInTheOpen = (): boolean => globalThis.isSecureContext === false;
