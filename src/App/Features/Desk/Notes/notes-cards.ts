// The cards of the report that is shown. One that was made is kept while the desk is unlocked: what is typed in it stays.
import type { NotesView } from './notes-words.ts';
import { OwnCard } from './own-card.ts';
import { type CardActions, TeamCard } from './team-card.ts';

export class NotesCards {
  private readonly made = new Map<string, { readonly team: TeamCard; readonly own: OwnCard }>();

  constructor(
    private readonly view: NotesView,
    private readonly actions: CardActions,
  ) {}

  of(handle: string): readonly HTMLElement[] {
    let cards = this.made.get(handle);
    if (!cards) {
      cards = { team: new TeamCard(handle, this.view, this.actions), own: new OwnCard(handle, this.view, this.actions) };
      this.made.set(handle, cards);
    } else {
      cards.team.takeIn();
      cards.own.takeIn();
    }
    return [cards.team.place, cards.own.place];
  }

  /** Once others' notes have come. */
  takeIn(): void {
    for (const { team, own } of this.made.values()) {
      team.takeIn();
      own.takeIn();
    }
  }
}
