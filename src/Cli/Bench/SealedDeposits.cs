using System.Text.Json;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.Win32.SafeHandles;

namespace Chorus.Cli.Bench;

/// <summary>
/// Deposits as browsers post them, sealed beforehand into one file: each by a receipt of its own, all of the smallest size
/// class, two on average for a name. In memory only what is asked about them later.
/// </summary>
internal sealed class SealedDeposits : IDisposable
{
    private const string Story = "It happened in the stock room after closing, and it was not the first time. I said no.";
    private const string Organisation = "workers-centre";

    // What a site reads; docs/formats/site-api.md.
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new Base64UrlConverter() } };

    private readonly SafeFileHandle _file;
    private readonly long[] _ends;
    private readonly Handle[] _handles;
    private readonly byte[][] _hashes;

    private SealedDeposits(SafeFileHandle file, int count)
    {
        _file = file;
        _ends = new long[count + 1];
        _handles = new Handle[count];
        _hashes = new byte[count][];
    }

    /// <summary>Seals them on all cores.</summary>
    public static SealedDeposits Make(string path, Manifest manifest, int count, CancellationToken cancel)
    {
        const int Together = 4096;
        var deposits = new SealedDeposits(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite), count);
        var sealer = new ReportSealer(manifest);
        var bodies = new byte[Together][];
        for (var first = 0; first < count; first += Together)
        {
            var now = Math.Min(Together, count - first);
            var start = first;
            Parallel.For(0, now, new ParallelOptions { CancellationToken = cancel }, i => bodies[i] = deposits.Seal(sealer, manifest, start + i, count));
            for (var i = 0; i < now; i++)
            {
                RandomAccess.Write(deposits._file, bodies[i], deposits._ends[first + i]);
                deposits._ends[first + i + 1] = deposits._ends[first + i] + bodies[i].Length;
            }
        }
        return deposits;
    }

    public Handle Handle(int number) => _handles[number];

    /// <summary>SHA-256 of the statement, by which it is acknowledged.</summary>
    public byte[] StatementHash(int number) => _hashes[number];

    /// <summary>The JSON to be posted.</summary>
    public byte[] Body(int number)
    {
        var body = new byte[_ends[number + 1] - _ends[number]];
        // A read from a file may give less than was asked for.
        for (var read = 0; read < body.Length;)
        {
            var more = RandomAccess.Read(_file, body.AsSpan(read), _ends[number] + read);
            read += more > 0 ? more : throw new BenchFailedException("The file of sealed deposits is shorter than it was written.");
        }
        return body;
    }

    public void Dispose() => _file.Dispose();

    private byte[] Seal(ReportSealer sealer, Manifest manifest, int number, int count)
    {
        using var keys = ReceiptKeys.FromSeed(SecureRandom.Bytes(32));
        var phone = $"+34600{number % Math.Max(1, count / 2):D6}";
        var sealedDeposit = sealer.Deposit(
            new ReportDraft(
                new QuestionnaireReference("core", 1), "en", Organisation, Quorum.Of(number % Quorum.Most + 1),
                new Dictionary<string, Answer?>(StringComparer.Ordinal) { ["story"] = Answer.Of(Story) },
                [new ReportIdentifier("phone", phone, MayRelease: true, Region: "ES")], Hour.Now(TimeProvider.System)),
            [Fingerprint.Of(manifest.Salt, IdentifierKind.Phone, phone)], keys, number: 0);
        _handles[number] = sealedDeposit.Signed.Statement.Handle;
        _hashes[number] = sealedDeposit.Signed.Hash;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Statement = sealedDeposit.Signed.Bytes,
                sealedDeposit.Signed.Signature,
                sealedDeposit.Lookup,
                sealedDeposit.Content,
                sealedDeposit.Escrowed,
                sealedDeposit.SelfWrap,
                sealedDeposit.Packets,
            },
            s_json);
    }
}
