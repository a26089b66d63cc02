// Canonical forms: two identifiers name the same thing exactly when kind and canonical form are equal.
// Twin of Canonical.cs; both are bound by vectors/identifiers.json.
import { type Attempt, refuse } from './attempt.ts';
import { emailCanonical } from './Email/email.ts';
import { type Identifier, longestValue } from './identifier.ts';
import { nameCanonical } from './Name/name.ts';
import { phoneCanonical } from './Phone/phone.ts';
import { profileCanonical } from './Profile/profile.ts';
import { roleCanonical } from './Role/role.ts';
import { staffIdCanonical } from './StaffId/staff-id.ts';
import { clean } from './Text/characters.ts';
import { vehicleCanonical } from './Vehicle/vehicle.ts';

const byKind = {
  email: emailCanonical,
  phone: phoneCanonical,
  profile: profileCanonical,
  'staff-id': staffIdCanonical,
  vehicle: vehicleCanonical,
  name: nameCanonical,
  role: roleCanonical,
} as const;

/** The canonical form, without its kind, or the reason why there is none. Loads the tables that the kind needs on first use. */
export async function canonicalForm(identifier: Identifier): Promise<Attempt> {
  if (identifier.value.length > longestValue || (identifier.place ?? '').length > longestValue) return refuse('value-too-long');
  if (clean(identifier.value) === '') return refuse('value-empty');
  return byKind[identifier.kind](identifier);
}
