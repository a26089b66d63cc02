using Chorus.Sealing;
using Chorus.Tests.Fuzzing;
using Chorus.Trustee.Links;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests.Fuzzing;

/// <summary>
/// What trustees read of one another before and beside a computation, fed with bytes that almost follow docs/formats/trustee-api.md:
/// read and written as they were, or refused. CHORUS_FUZZ_SEED=N repeats one case.
/// </summary>
public sealed class LinkFormatsTests
{
    private static readonly byte[] s_deployment = new byte[16];
    private static readonly byte[] s_hash = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly SigningKey s_key = SigningKey.FromSeed(s_hash);
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 21, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, FuzzedFormat> s_formats = All().ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. s_formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mutated_bytes_are_read_as_they_are_written_or_refused(string format) => s_formats[format].Hold(2000);

    [Theory]
    [Trait("Size", "Long")]
    [MemberData(nameof(Names))]
    public void Many_more_mutated_bytes_are_read_as_they_are_written_or_refused(string format) => s_formats[format].Hold(50_000);

    private static IEnumerable<FuzzedFormat> All()
    {
        byte[][] proposals = [new RunProposal(RunKind.Match, 60, []).Encode(), new RunProposal(RunKind.Replace1, 61, [Consent(0), Consent(2)]).Encode()];
        yield return new("proposal", proposals, bytes => RunProposal.Decode(bytes).Encode(), typeof(MalformedException));
        yield return new("consent", [Written(Consent(1))], ReadConsent, typeof(MalformedException));
        yield return new("hello", [.. proposals.Append([]).Select(Greeting)], ReadHello, typeof(MalformedException), typeof(EndOfStreamException));
        yield return new("list of reports", [List()], bytes => ReportList.Decode(bytes).Encode(), typeof(MalformedException));
        yield return new("epoch of parts", [new ByteWriter().U32(2).U8(1).Bytes(s_hash).ToArray()], bytes => StoredEpoch.Decode(bytes).Encode(), typeof(MalformedException));
    }

    private static RunConsent Consent(int trustee) => RunConsent.Give(RunKind.Replace1, trustee, s_key, s_deployment, s_now);

    private static byte[] Written(RunConsent consent)
    {
        var writer = new ByteWriter();
        consent.Encode(writer);
        return writer.ToArray();
    }

    private static byte[] ReadConsent(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        var consent = RunConsent.Decode(ref reader);
        reader.End();
        return Written(consent);
    }

    private static byte[] Greeting(byte[] body) => Written(new Hello(s_deployment, 0, 1, LinkPurpose.Run, body));

    private static byte[] Written(Hello hello)
    {
        using var stream = new MemoryStream();
        hello.WriteAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    // What follows a hello are frames, which it leaves alone.
    private static byte[] ReadHello(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var hello = Hello.ReadAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return [.. Written(hello), .. bytes[(int)stream.Position..]];
    }

    private static byte[] List()
    {
        var writer = new ByteWriter();
        for (byte i = 0; i < 5; i++)
        {
            writer.Bytes([i, .. new byte[15]]).U8(1 + (i % 2));
            for (uint version = 1; version <= 1 + (i % 2); version++)
            {
                writer.U32(version).Bytes(s_hash).U32((uint)(i % 2) * 7).U32(3);
            }
        }
        return writer.ToArray();
    }
}
