// What the member at this desk may do beside reading (docs/who-may-do-what.md). The site judges each call by itself; this is
// so that nobody is shown a form that is then refused.

export interface OwnRoles {
  /** Writes to reporters. */
  readonly answers: boolean;
  /** Opens cases. */
  readonly opensCases: boolean;
}

/** Reads what the page says of the member. */
export const ownRolesOf = ({ dataset }: HTMLElement): OwnRoles => ({
  answers: dataset['answers'] === 'yes',
  opensCases: dataset['opensCases'] === 'yes',
});
