using System.Globalization;
using System.Text.Json;

namespace Chorus.Tests.Fuzzing;

/// <summary>
/// Feeds one call of a host with requests that are not quite right, and says what must hold of every answer: it comes, it
/// is no 5xx, a refusal says in a sentence what to do, no memory is set aside that the sender sizes, and the next good
/// request is taken.
/// </summary>
/// <param name="call">as the host's endpoints name it: POST /api/statements.</param>
/// <param name="examples">requests that are taken.</param>
/// <param name="connect">opens a connection, and gives what closes its sending side.</param>
internal sealed class FuzzedCalls(string call, IReadOnlyList<HttpExample> examples, Func<CancellationToken, Task<(Stream Stream, Action End)>> connect)
{
    private const int AtOnce = 8;
    private const long AllowedBytes = 8 << 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The status of a good request.</summary>
    internal required int Taken { get; init; }

    /// <summary>Of a hundred cases so many have to be refused, or they do not reach the rules; a changed form is a form mostly.</summary>
    internal int LeastRefused { get; init; } = 50;

    /// <summary>Sends the cases of seeds 1 to <paramref name="seeds"/>.</summary>
    internal async Task HoldAsync(int seeds, CancellationToken stop)
    {
        await RequireTakenAsync(stop);
        var numbers = Enumerable.Range(1, seeds).Select(n => (ulong)n).ToArray();
        if (Environment.GetEnvironmentVariable(FuzzedFormat.SeedVariable) is { Length: > 0 } one)
        {
            numbers = [ulong.Parse(one, CultureInfo.InvariantCulture)];
        }
        var before = GC.GetTotalAllocatedBytes();
        long allowed = 0;
        var refused = 0;
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (seed, cancel) =>
        {
            var fuzzed = new HttpMutator(seed, examples[(int)(seed % (ulong)examples.Count)]).Next();
            var reply = await AskAsync(fuzzed.Bytes, fuzzed.Ends, $"seed {seed}: {fuzzed.What}", cancel);
            Interlocked.Add(ref allowed, AllowedBytes + (64L * fuzzed.Bytes.Length));
            if (reply.Status is >= 400 and < 500)
            {
                Interlocked.Increment(ref refused);
            }
            if (Fault(fuzzed, reply) is { } fault)
            {
                throw Failure(seed, fuzzed, fault);
            }
        });
        var allocated = GC.GetTotalAllocatedBytes() - before;
        if (allocated > allowed)
        {
            throw new FormatFailure($"{call}: {allocated} bytes were set aside for {numbers.Length} requests, more than {allowed}");
        }
        if (numbers.Length > 1 && refused < numbers.Length * LeastRefused / 100)
        {
            throw new FormatFailure($"{call}: only {refused} of {numbers.Length} were refused: the cases do not reach the rules");
        }
        await RequireTakenAsync(stop);
    }

    private static string? Fault(HttpCase fuzzed, HttpReply reply)
    {
        if (reply.Status >= 500)
        {
            return $"was answered with {reply.Status}";
        }
        // Who has closed the line is not answered, and who speaks no HTTP may be refused without a word.
        if (reply.Status == 0)
        {
            return fuzzed.Ends || fuzzed.Framing ? null : "was not answered";
        }
        if (reply.Status < 400 || (fuzzed.Framing && reply.Body.Length == 0))
        {
            return null;
        }
        return SaysWhatToDo(reply) ? null : $"was answered with {reply.Status}, {reply.ContentType}, and no sentence: {reply.Body}";
    }

    private static bool SaysWhatToDo(HttpReply reply)
    {
        if (reply.ContentType.StartsWith("text/html", StringComparison.Ordinal))
        {
            return reply.Body.Contains("<h1>", StringComparison.Ordinal);
        }
        // How many entries a witness signed last, for the log to ask again from there (C2SP tlog-witness).
        if (reply is { Status: 409, ContentType: "text/x.tlog.size" })
        {
            return true;
        }
        var start = reply.Body.IndexOf('{', StringComparison.Ordinal);
        return reply.ContentType.StartsWith("application/problem+json", StringComparison.Ordinal) && start >= 0
            && JsonSerializer.Deserialize<JsonElement>(reply.Body[start..(reply.Body.LastIndexOf('}') + 1)]) is var problem
            && problem.GetProperty("type").GetString()!.StartsWith("urn:chorus:", StringComparison.Ordinal)
            && problem.GetProperty("title").GetString() is { Length: > 10 } title && title.EndsWith('.');
    }

    private async Task RequireTakenAsync(CancellationToken stop)
    {
        foreach (var example in examples)
        {
            var reply = await AskAsync(example.Bytes(), ends: false, "a good request", stop);
            if (reply.Status != Taken)
            {
                throw new FormatFailure($"{call}: a good request was answered with {reply.Status}: {reply.Body}");
            }
        }
    }

    private async Task<HttpReply> AskAsync(byte[] request, bool ends, string what, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        try
        {
            var (stream, end) = await connect(late.Token);
            await using (stream)
            {
                return await RawHttp.AskAsync(stream, request, ends ? end : null, late.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FormatFailure($"{call}, {what}: no answer within {s_patience.TotalSeconds} seconds");
        }
    }

    private FormatFailure Failure(ulong seed, HttpCase fuzzed, string fault) => new(
        string.Create(CultureInfo.InvariantCulture, $"{call}, seed {seed} ({FuzzedFormat.SeedVariable}={seed} repeats it): {fuzzed.What} {fault}\nthe first bytes in hex: {Convert.ToHexStringLower(fuzzed.Bytes.AsSpan(0, Math.Min(4000, fuzzed.Bytes.Length)))}"));
}
