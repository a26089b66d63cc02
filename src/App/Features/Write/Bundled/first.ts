// What the pages begin with and every later script uses. The build makes one file of what the same scripts need, so each later script
// imports this as a whole: twelve small files would cost a phone more in their headers than in what they say.
import '../../../../Escrow/Depositing/piece.ts';
import '../../../../Escrow/Identifiers/identifier-kind.ts';
import '../../../../Sealing/can-seal.ts';
import '../../../Components/Later/later.ts';
import '../../Attachments/attach-files.ts';
import '../../Attachments/form-files.ts';
import '../../Attachments/kept-file.ts';
import '../../Attachments/shown-files.ts';
import '../countries.ts';
import '../device-notes.ts';
import '../draft.ts';
import '../fields.ts';
import '../hour-of.ts';
import '../mends-shown.ts';
import '../pieces.ts';
import '../questionnaire.ts';
import '../texts.ts';
