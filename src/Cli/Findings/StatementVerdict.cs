using Chorus.Cases.Codes;
using Chorus.Escrow.Findings;
using Chorus.Escrow.Manifests;

namespace Chorus.Cli.Findings;

/// <summary>A finding statement in plain sentences, and what of it does not hold.</summary>
/// <param name="statement">right in form.</param>
/// <param name="manifest">by which it is checked.</param>
/// <param name="time">which day it is.</param>
internal sealed class StatementVerdict(FindingStatement statement, Manifest manifest, TimeProvider time)
{
    private StatementText Text => statement.Text;

    /// <summary>Prints it.</summary>
    /// <param name="output">where to.</param>
    /// <param name="log">a copy of the site's log; null where none was given.</param>
    /// <returns>whether all of it holds.</returns>
    internal bool Print(TextWriter output, StatementLog? log)
    {
        if (statement.SignerIn(manifest) is not { } signer)
        {
            // What nobody signed is not repeated as if it had been said.
            output.WriteLine(WhyNobody());
            output.WriteLine("Nothing in it counts. Ask whoever gave it to you for the file as it was made, and the site for its manifest.");
            return false;
        }

        output.WriteLine($"{signer.Name} ({signer.Id}) said this on {Text.Issued} of {Text.Person}:");
        foreach (var line in Said())
        {
            output.WriteLine($"  {line}");
        }

        output.WriteLine($"What is said with it, for {Text.Jurisdiction}:");
        foreach (var line in Text.Wording)
        {
            output.WriteLine(line.Place is null ? $"  {line.Says}" : $"  {line.Place}: {line.Says} ({line.Source}; as of {line.AsOf})");
        }

        output.WriteLine($"Signed by a key of {signer.Name} in the manifest with the hash {Convert.ToHexStringLower(manifest.Hash)}. Compare the hash with what the trustees publish.");
        if (signer.Name != Text.Organisation.Name)
        {
            output.WriteLine($"When it was signed, the organisation was called {Text.Organisation.Name}.");
        }

        List<string> faults = [.. Outdated(), .. WrongWords(), .. StatementOpenings.Faults(statement)];
        output.WriteLine(statement.Openings.Count == 0
            ? "It opens no entries of the log, so that it was decided in a case of the site, the signature alone says."
            : $"It opens {statement.Openings.Count} entries of the site's log: that it was given, and what it rests on.");
        faults.AddRange(log?.Faults(output, statement) ?? []);
        if (log is null && statement.Openings.Count > 0)
        {
            output.WriteLine("Whether these entries are in the log, a copy of it tells (--log, --key).");
        }

        faults.ForEach(output.WriteLine);
        output.WriteLine($"No check can tell whether {signer.Name} has withdrawn it since, or whether the person whom you know by this name is the one who is meant: ask {signer.Name}, and hear the person.");
        return faults.Count == 0;
    }

    private string WhyNobody() =>
        !manifest.Deployment.AsSpan().SequenceEqual(Text.Deployment) ? "This statement is of another deployment than the manifest."
        : manifest.FindOrganisation(Text.Organisation.Id) is { } named ? $"The signature is by no key of {named.Name} in the manifest: the statement was changed, or somebody else made it."
        : "The manifest has no organisation of the id that the statement names.";

    private IEnumerable<string> Said()
    {
        if (Text.Departure is { } departure)
        {
            yield return $"They left ({departure.How}); it was recorded on {departure.Recorded}.";
        }

        foreach (var finding in Text.Findings)
        {
            yield return $"Found on {finding.Made}, final on {finding.Final}: {finding.Means} ({finding.Act}), by the standard {finding.Standard}, under {finding.Process}.";
        }

        yield return Text.Plain;
        yield return $"It may be relied on until {Text.Until}.";
    }

    private IEnumerable<string> Outdated()
    {
        // A day begins first and ends last somewhere on earth: who has it in another zone is given the benefit.
        var today = $"{time.GetUtcNow().UtcDateTime.AddHours(-12):yyyy-MM-dd}";
        if (string.CompareOrdinal(today, Text.Until) > 0)
        {
            yield return $"Its last day, {Text.Until}, is over: do not rely on it.";
        }

        if (string.CompareOrdinal($"{time.GetUtcNow().UtcDateTime.AddHours(14):yyyy-MM-dd}", Text.Issued) < 0)
        {
            yield return $"It is dated {Text.Issued}, which is still to come.";
        }
    }

    private IEnumerable<string> WrongWords() =>
        from finding in Text.Findings
        let means = ActWords.Of(finding.Act)
        where means != finding.Means
        select means is null ? $"There is no act {finding.Act}." : $"The words of {finding.Act} are not those of the code, which are: {means}.";
}
