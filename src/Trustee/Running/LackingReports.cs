using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Running;

/// <summary>Of how many reports something is held against another trustee since the last run.</summary>
/// <param name="Trustee">the other trustee, 0 to 2.</param>
/// <param name="Reports">how many, at least 1.</param>
/// <param name="Runs">for how many runs in a row, the longest of them.</param>
public sealed record PeerCount(int Trustee, int Reports, int Runs);

/// <summary>
/// Counts, for each of the two others, the reports that it leaves out: of its list, or by naming them as withdrawn in a run although this trustee still holds
/// them at its end. A deposit or withdrawal under way is lacking for a run or two; one that stays lacking was never completed, or is being held back by a
/// trustee that acknowledged it. A claim of a withdrawal is taken without proof, so this is where a false one shows.
/// Likewise the releases that it does not admit to, which every run then makes again: after a run that only some of the three completed that is so once.
/// In memory only: counting begins anew with the process. Not for several threads.
/// </summary>
internal sealed class LackingReports
{
    private readonly RunsInARow _unlisted = new();
    private readonly RunsInARow _named = new();
    private readonly RunsInARow _denied = new();

    /// <summary>Reports that this trustee holds, and that the other did not list in their newest version or named as withdrawn.</summary>
    internal IReadOnlyList<PeerCount> All => RunsInARow.Count(_unlisted, _named);

    /// <summary>Reports that a run released as this trustee has it, and that the other listed without that run.</summary>
    internal IReadOnlyList<PeerCount> Denied => RunsInARow.Count(_denied);

    /// <summary>Notes what a trustee named as withdrawn in a run, and this one still holds at its end.</summary>
    internal void NoteNamed(int peer, IEnumerable<Handle> handles) => _named.Note(peer, handles.Distinct());

    /// <summary>Compares what a trustee listed with what this one holds.</summary>
    internal void Note(int peer, ReportList own, ReportList theirs)
    {
        var (lacking, denied) = (new List<Handle>(), new List<Handle>());
        var reports = own.Read();
        var others = theirs.Read();
        while (reports.MoveNext())
        {
            var newest = reports[reports.Versions - 1];
            if (!others.MoveTo(reports.Handle) || others.Same(newest) is not { } same)
            {
                lacking.Add(reports.Handle);
            }
            else if (newest.ReleasedIn > 0 && same.ReleasedIn != newest.ReleasedIn)
            {
                denied.Add(reports.Handle);
            }
        }

        _unlisted.Note(peer, lacking);
        _denied.Note(peer, denied);
    }
}
