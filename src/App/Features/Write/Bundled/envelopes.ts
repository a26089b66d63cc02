// The cryptography of reports, for sealing and for opening: one file (first.ts says why).
import './keys.ts';
import '../../../../Escrow/Depositing/report-document.ts';
import '../../../../Escrow/Depositing/sealed-content.ts';
import '../../../../Escrow/Depositing/statement.ts';
import '../../../../Sealing/envelope.ts';
import '../../../../Sealing/hpke.ts';
import '../../../../Sealing/receipt.ts';
import '../../../../Sealing/small-envelope.ts';
import '../../Attachments/attachments-of.ts';
import '../../Return/typed-numbers.ts';
