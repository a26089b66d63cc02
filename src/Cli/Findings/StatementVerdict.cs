using Chorus.Cases.Codes;
using Chorus.Cases.Jurisdictions;
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

    /// <summary>Prints it: what does not hold before anything that is said of a person, and a verdict as the last line.</summary>
    /// <param name="output">where to.</param>
    /// <param name="log">a copy of the site's log; null where none was given.</param>
    /// <returns>whether all of it was checked and holds; false too where only the signature speaks.</returns>
    internal bool Print(TextWriter output, StatementLog? log)
    {
        if (statement.SignerIn(manifest) is not { } signer)
        {
            // What nobody signed is not repeated as if it had been said.
            output.WriteLine(WhyNobody());
            output.WriteLine("Do not rely on it: nothing in it counts. Ask whoever gave it to you for the file as it was made, and the site for its manifest.");
            return false;
        }

        using var seen = new StringWriter();
        List<string> faults = [.. Outdated(), .. UnknownActs(), .. StatementOpenings.Faults(statement), .. log?.Faults(seen, statement) ?? []];
        var isInLog = log is not null && statement.Openings.Count > 0;
        var isOld = statement.KeyIn(signer)!.Epoch != signer.CurrentKey.Epoch;
        if (isOld && !isInLog)
        {
            faults.Add($"It is signed by an older key of {signer.Name}, which somebody who left may still have; only its events in a copy of the log (--log, --key) can show that it was given.");
        }

        faults.ForEach(output.WriteLine);
        PrintSigner(output, signer, isOld);
        if (faults.Count > 0)
        {
            output.WriteLine($"Do not rely on it: what does not hold stands above. What it says of the person is not repeated. Ask {signer.Name}.");
            return false;
        }

        PrintSaid(output, signer);
        output.Write(seen.ToString());
        output.WriteLine($"No check can tell whether {signer.Name} has withdrawn it since, or whether the person whom you know by this name is the one who is meant: ask {signer.Name}, and hear the person.");
        output.WriteLine(isInLog
            ? "All that can be checked holds."
            : $"Only the signature speaks: that {signer.Name} decided it in a case was not checked. {(statement.Openings.Count > 0 ? "It says that it opens its entries of the site's log; whether they are there, a copy of the log tells (--log, --key)." : "It opens no entries of the site's log.")} Whoever has the key can sign such a file: ask {signer.Name} before you rely on it.");
        return isInLog;
    }

    private void PrintSigner(TextWriter output, ManifestOrganisation signer, bool isOld)
    {
        output.WriteLine($"Signed by {(isOld ? "an older" : "the newest")} key of {signer.Name} in the manifest with the hash {Convert.ToHexStringLower(manifest.Hash)}. Compare the hash with what the trustees publish.");
        if (signer.Name != Text.Organisation.Name)
        {
            output.WriteLine($"When it was signed, the organisation was called {Text.Organisation.Name}.");
        }
    }

    private void PrintSaid(TextWriter output, ManifestOrganisation signer)
    {
        output.WriteLine($"{signer.Name} ({signer.Id}) said this on {Text.Issued} of {Text.Person}:");
        foreach (var line in Said())
        {
            output.WriteLine($"  {line}");
        }

        output.WriteLine($"What is said with it, for {Text.Jurisdiction}:");
        var ours = StatementWording.Lines(Text.Jurisdiction, Text.Says);
        foreach (var line in Text.Wording)
        {
            output.WriteLine(line.Place is null ? $"  {line.Says}" : $"  {line.Place}: {line.Says} ({line.Source}; as of {line.AsOf})");
            if (!ours.Contains((line.Says, line.Place, line.Source, line.AsOf)))
            {
                output.WriteLine("    This is not one of the sentences of this Chorus: an older one perhaps, or somebody's own.");
            }
        }
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
            yield return $"Found on {finding.Made}, final on {finding.Final}: {ActWords.Of(finding.Act)} ({finding.Act}), by the standard {finding.Standard}, under {finding.Process}.";
            // The words of a code may change with the years; those of the code are said, and that the file has others.
            if (ActWords.Of(finding.Act) != finding.Means)
            {
                yield return $"  The file words {finding.Act} otherwise: \"{finding.Means}\". Above are the words of the code.";
            }
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

    private IEnumerable<string> UnknownActs() => Text.Findings.Where(f => ActWords.Of(f.Act) is null).Select(f => $"There is no act {f.Act}.");
}
