// The cryptography that files, reports and receipts share: one file (first.ts says why).
import './first.ts';
import '../../../../Escrow/Depositing/report-attachment.ts';
import '../../../../Escrow/Manifests/manifest.ts';
import '../../../../Escrow/strict-json.ts';
import '../../../../Sealing/attachment.ts';
import '../../../../Sealing/digest.ts';
import '../../../../Sealing/random.ts';
import '../../../../Sealing/wire.ts';
import '../../Attachments/opening.ts';
import '../sending.ts';
