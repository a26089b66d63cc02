using System.Globalization;
using System.Text.Json;
using Chorus.Escrow.Manifests;
using Chorus.Mpc;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>The three processes of one measurement. All are gone when this is disposed.</summary>
internal sealed class MatchParties : IDisposable
{
    private const int WarmUpRows = 1 << 14;
    private const long TlsBytes = 128L << 20;
    private const long AesBytes = 1L << 30;

    private readonly PartyProcess[] _parties;

    private MatchParties(PartyProcess[] parties) => _parties = parties;

    internal static MatchParties Start() => new([.. Enumerable.Range(0, Manifest.TrusteeCount).Select(i => new PartyProcess(i))]);

    /// <summary>The processes' numbers, by trustee.</summary>
    internal IReadOnlyList<int> ProcessIds => [.. _parties.Select(party => party.ProcessId)];

    /// <summary>Links the three, measures the machine, warms up and runs.</summary>
    /// <param name="rows">Four for each report.</param>
    /// <param name="fresh">How many of the reports are new, for a scan; 0 for a run over all.</param>
    /// <param name="mode">Which kind of run.</param>
    /// <param name="time">A clock.</param>
    /// <param name="cancel">Ends the measurement.</param>
    /// <exception cref="BenchFailedException">A process ended or failed.</exception>
    internal async Task<MatchFigure> MeasureAsync(int rows, int fresh, VerificationMode mode, TimeProvider time, CancellationToken cancel)
    {
        var places = await AnswersAsync(cancel);
        await TellAsync("link " + string.Join(' ', places), cancel);
        var tlsSeconds = await TimedAsync(Invariant($"tls {TlsBytes}"), time, cancel);
        await TellAsync(Invariant($"aes {AesBytes / 64}"), cancel);
        var aesSeconds = await TimedAsync(Invariant($"aes {AesBytes}"), time, cancel);
        var seed = Convert.ToHexStringLower(SecureRandom.Bytes(32));
        await TellAsync(Invariant($"load {Math.Min(rows, WarmUpRows)} {seed}"), cancel);
        await TellAsync(Invariant($"run {mode} {fresh}"), cancel);
        await TellAsync(Invariant($"load {rows} {seed}"), cancel);
        var start = time.GetTimestamp();
        var answers = await TellAsync(Invariant($"run {mode} {fresh}"), cancel);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        var figures = answers.Select(answer => JsonSerializer.Deserialize<PartyFigure>(answer)!).ToArray();
        if (figures.Any(figure => figure.Released != figures[0].Released))
        {
            throw new BenchFailedException("The three processes did not come to the same result, so nothing was measured.");
        }

        // Six directions of TlsBytes each, and three streams of AesBytes.
        var limit = (figures.Sum(figure => figure.BytesSent) * tlsSeconds / (6 * TlsBytes)) + (figures.Sum(figure => figure.BytesDrawn) * aesSeconds / (3 * AesBytes));
        return new MatchFigure(
            rows,
            fresh,
            mode,
            seconds,
            figures.Max(figure => figure.BytesSent),
            figures.Max(figure => figure.AndGates),
            figures.Max(figure => figure.Rounds),
            figures.Max(figure => figure.PeakRssBytes),
            limit,
            figures[1].Phases);
    }

    public void Dispose()
    {
        foreach (var party in _parties)
        {
            party.Dispose();
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task<double> TimedAsync(string command, TimeProvider time, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        await TellAsync(command, cancel);
        return time.GetElapsedTime(start).TotalSeconds;
    }

    private async Task<string[]> TellAsync(string command, CancellationToken cancel)
    {
        foreach (var party in _parties)
        {
            await party.TellAsync(command);
        }

        return await AnswersAsync(cancel);
    }

    // The first failure in time is the cause: the two others then find their links closed.
    private async Task<string[]> AnswersAsync(CancellationToken cancel)
    {
        Task<string>[] answers = [.. _parties.Select(party => party.AnswerAsync(cancel))];
        await foreach (var answer in Task.WhenEach(answers))
        {
            await answer;
        }

        return [.. answers.Select(answer => answer.Result)];
    }
}
