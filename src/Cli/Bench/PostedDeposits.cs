using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>What became of deposits that were posted. Safe for several threads while they are.</summary>
internal sealed class PostedDeposits(int first, int count, int samples)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new Base64UrlConverter() } };

    // One place for each deposit, so that nothing is locked; 0 where it failed.
    private readonly float[] _milliseconds = new float[count];
    private readonly byte[]?[] _sampled = new byte[samples][];
    private readonly int _every = Math.Max(1, count / samples);
    private int _failed;

    public TimeSpan Elapsed { get; set; }

    public int Accepted => count - _failed;

    public int Failed => _failed;

    /// <summary>What the first failed one was answered with, or null.</summary>
    public string? FirstFailure { get; private set; }

    public void Accept(int number, TimeSpan took, byte[] answer)
    {
        var i = number - first;
        _milliseconds[i] = (float)took.TotalMilliseconds;
        if (i % _every == 0 && i / _every < samples)
        {
            _sampled[i / _every] = answer;
        }
    }

    public void Fail(string why)
    {
        if (Interlocked.Increment(ref _failed) == 1)
        {
            FirstFailure = why;
        }
    }

    /// <summary>Milliseconds within which so many of a hundred accepted deposits were answered.</summary>
    public double Percentile(int percent)
    {
        var sorted = _milliseconds.Where(ms => ms > 0).Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(percent / 100.0 * sorted.Length) - 1)];
    }

    /// <summary>Verifies the acknowledgements of up to a thousand deposits, spread over all.</summary>
    /// <exception cref="BenchFailedException">Some are not those of the three trustees.</exception>
    public void RequireAcknowledged(Manifest manifest, SealedDeposits deposits)
    {
        for (var i = 0; i < samples; i++)
        {
            if (_sampled[i] is { } answer
                && !(JsonSerializer.Deserialize<Answer>(answer, s_json) is { Acks: { } acks }
                    && Acknowledgement.VerifyAll(manifest, deposits.StatementHash(first + i * _every), acks)))
            {
                throw new BenchFailedException("A deposit was answered with acknowledgements that are not those of the three trustees.");
            }
        }
    }

    private sealed record Answer(IReadOnlyList<byte[]> Acks);
}
