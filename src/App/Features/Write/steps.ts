// All that is fetched when somebody begins to answer (checks.ts).
import './Bundled/first.ts';

export { IdentifierFields } from './identifier-fields.ts';
export { firstMends, mendsOf } from './mends.ts';
