namespace Chorus.Cases.State;

/// <summary>
/// Who is kept out of a case on one person's word, until another has decided it. Such a word has to work at once, since
/// whoever is named in a case would read it meanwhile; and it must not be able to empty the case of everybody else. So each
/// voice keeps out one member at a time, the one of whom it spoke first, and each member once.
/// </summary>
public static class Withholding
{
    /// <summary>The word that keeps a member out of the case; null where none does.</summary>
    public static RaisedConflict? WithheldBy(this CaseState state, string member) => state.Withheld().FirstOrDefault(raised => raised.Member == member);

    /// <summary>The words that keep somebody out now, at most one of each voice.</summary>
    public static IEnumerable<RaisedConflict> Withheld(this CaseState state) => state.RaisedConflicts
        // Whoever is in conflict themselves keeps nobody out.
        .Where(raised => !raised.IsRepeated && state.Staff.Find(raised.Voice)?.Conflicted is null)
        .GroupBy(raised => raised.Voice, StringComparer.Ordinal).Select(of => of.First());
}
