using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>Whether what an event speaks of is in its case. Each gives null where it is, and else a sentence.</summary>
internal static class Presence
{
    internal static string? WithoutAllegations(this CaseState state, IEnumerable<string> ids) =>
        ids.FirstOrDefault(id => !state.Allegations.Has(id)) is { } id ? $"There is no allegation {id} in this case; make it first." : null;

    internal static string? WithoutPeople(this CaseState state, IEnumerable<string> ids) =>
        ids.FirstOrDefault(id => !IsPresent(state, id)) is { } id ? $"Nobody is called {id} in this case; name them first." : null;

    internal static string? WithoutEvidence(this CaseState state, IEnumerable<string> ids) =>
        ids.FirstOrDefault(id => !state.Evidence.Has(id)) is { } id ? $"There is no evidence {id} in this case; record that it was received first." : null;

    internal static string? WithoutEvent(this CaseState state, string id) =>
        state.ById.ContainsKey(id) ? null : $"There is no event {id} in this case.";

    internal static string? Taken<T>(Roll<T> roll, string id)
        where T : class, IEntry => roll.Has(id) ? $"{id} is taken already; take the next number." : null;

    /// <summary>The side for whom an actor speaks: a party for itself, an adviser for who chose them; null for others.</summary>
    internal static string? SpokenFor(this CaseState state, Actor actor) =>
        actor.Role == Role.Adviser ? state.Parties.Find(actor.Pseudonym)?.For
        : actor.IsStaff || actor.Role == Role.System ? null
        : actor.Pseudonym;

    // Advisers and parties are in the case once named; staff need no naming.
    private static bool IsPresent(CaseState state, string id) => id.StartsWith("staff", StringComparison.Ordinal) || state.Parties.Has(id);
}
