// The thread that does the work of a challenge, so that the page stays alive meanwhile. One question, one answer.

import type { Bytes } from '../../../Sealing/wire.ts';
import { solveWork } from '../../../Sealing/work.ts';

self.onmessage = ({ data }: MessageEvent<{ seed: Bytes; bits: number }>) => self.postMessage(solveWork(data.seed, data.bits));
