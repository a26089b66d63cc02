using System.Globalization;
using System.Text.Json;
using Chorus.Escrow.Matching;
using Chorus.Mpc;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>What one of the three processes does for each command. Serves one command at a time.</summary>
internal sealed class MatchParty(int index, TimeProvider time) : IDisposable
{
    private const string Well = "ok";

    private readonly PartyLinks _links = new(index, time);
    private BenchReports? _reports;

    /// <summary>Where the two others find this one, and the hash of its TLS key.</summary>
    internal string Place => _links.Place;

    internal string Answer(string[] command)
    {
        switch (command)
        {
            case ["link", .. var places]:
                _links.Join(places);
                return Well;
            case ["tls", var bytes]:
                _links.Flood(long.Parse(bytes, CultureInfo.InvariantCulture));
                return Well;
            case ["aes", var bytes]:
                Draw(long.Parse(bytes, CultureInfo.InvariantCulture));
                return Well;
            case ["load", var rows, var seed]:
                _reports = null;
                _reports = BenchReports.Make(index, int.Parse(rows, CultureInfo.InvariantCulture) / MatchPart.Slots, Convert.FromHexString(seed));
                GC.Collect();
                return Well;
            case ["run", var mode, var fresh]:
                return JsonSerializer.Serialize(Run(_reports!, Enum.Parse<VerificationMode>(mode), int.Parse(fresh, CultureInfo.InvariantCulture)));
            default:
                throw new InvalidOperationException($"This is one of the three processes of chorus bench match, and {command[0]} is none of its commands.");
        }
    }

    public void Dispose() => _links.Dispose();

    private static void Draw(long bytes)
    {
        using var stream = new AesStream(SecureRandom.Bytes(16));
        var block = new byte[1 << 14];
        for (var left = bytes; left > 0; left -= block.Length)
        {
            stream.Fill(block);
        }
    }

    private PartyFigure Run(BenchReports reports, VerificationMode mode, int fresh)
    {
        var (next, previous) = _links.Links();
        var meter = new Meter(time);
        using var session = Session.Open(new Seat(index, next, previous, reports.KeyWithNext, reports.KeyWithPrevious), meter, log: null, mode);
        var outcome = MatchRun.Execute(session, reports.Held, fresh == 0 ? null : reports.Scan(fresh));
        return new PartyFigure(
            meter.BytesSent,
            meter.BytesDrawn,
            meter.AndGates,
            meter.Rounds,
            ProcessMemory.PeakResident(),
            outcome.Released.Count,
            [.. meter.Phases.Select(phase => new PhaseFigure(phase.Name, phase.Elapsed.TotalSeconds, phase.BytesSent, phase.AndGates, phase.Rounds))]);
    }
}
