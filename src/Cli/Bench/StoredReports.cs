using System.Buffers.Binary;
using Chorus.Cli.Trial;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Settings;
using Chorus.Trustee.Storing;

namespace Chorus.Cli.Bench;

/// <summary>
/// Fills the stores of three trustees with parts that fit together, as if so many reports had been deposited: sealed rows under keys of
/// their own, written by the trustees' own store. Statements carry no signature, since a run does not look at it. One report in a hundred
/// shares its name with another and asks for a quorum of two; all others name somebody else each and ask for two to six.
/// </summary>
internal sealed class StoredReports(TrialFolder folder, Manifest manifest)
{
    /// <summary>Of how many reports one agrees with another.</summary>
    internal const int OneAgreesOf = 100;

    private const int Batch = 20_000;
    private const int QuorumAt = Part.EscrowLength;
    private const int NamesAt = QuorumAt + 1;

    private readonly byte[] _recipient = manifest.Organisations[0].Keys[0].RecipientKey;

    /// <summary>How many of <paramref name="reports"/> a run has to release.</summary>
    internal static int Released(int reports) => reports / OneAgreesOf / 2 * 2;

    internal void Fill(int reports, CancellationToken cancel)
    {
        var stores = Enumerable.Range(0, Manifest.TrusteeCount).Select(Open).ToArray();
        try
        {
            for (var from = 0; from < reports; from += Batch)
            {
                cancel.ThrowIfCancellationRequested();
                var versions = Enumerable.Range(from, Math.Min(Batch, reports - from)).AsParallel().AsOrdered().Select(i => Make(i, Released(reports))).ToArray();
                Parallel.For(0, stores.Length, trustee => stores[trustee].Add([.. versions.Select(of => of[trustee])]));
            }
        }
        finally
        {
            Array.ForEach(stores, store => store.Dispose());
        }
    }

    private SqliteReportStore Open(int trustee)
    {
        var data = new DataFolder(folder.Trustee(trustee));
        return SqliteReportStore.Open(data.Database, data.ReportKeys, KeyFolder.LoadSalt(data));
    }

    // The three trustees' rows of one report.
    private StoredVersion[] Make(int number, int agreeing)
    {
        var parts = Parts(number < agreeing ? number / 2 : number, number < agreeing ? 2 : 2 + (number % 5));
        byte[] Hash() => SecureRandom.Bytes(Digest.Length);
        var handle = Handle.New();
        var statement = new Statement
        {
            Operation = Operation.Deposit,
            Deployment = manifest.Deployment,
            ManifestHash = manifest.Hash,
            Handle = handle,
            Version = 1,
            Depositor = Hash(),
            Number = 0,
            RecipientKey = _recipient,
            ContentHash = Hash(),
            Commitments = [.. parts.Select(part => Digest.Sha256(part))],
            PacketHashes = [Hash(), Hash(), Hash()],
            Predecessor = new byte[Digest.Length],
        }.Encode();
        var unsigned = new byte[SigningKey.SignatureLength];
        return [.. Enumerable.Range(0, Manifest.TrusteeCount).Select(i => new StoredVersion(handle, 1, statement, unsigned, parts[i], parts[(i + 1) % Manifest.TrusteeCount]))];
    }

    private static byte[][] Parts(int name, int quorum)
    {
        byte[][] parts = [SecureRandom.Bytes(Part.Length), SecureRandom.Bytes(Part.Length), SecureRandom.Bytes(Part.Length)];
        foreach (var part in parts)
        {
            part[QuorumAt] &= Quorum.Most;
        }

        parts[2][QuorumAt] = (byte)(parts[0][QuorumAt] ^ parts[1][QuorumAt] ^ Quorum.Of(quorum).Code);
        // The other slots are left random: no two of them agree.
        Span<byte> fingerprint = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(fingerprint, (ulong)name * 0x9E37_79B9_7F4A_7C15);
        for (var i = 0; i < sizeof(ulong); i++)
        {
            parts[2][NamesAt + i] = (byte)(parts[0][NamesAt + i] ^ parts[1][NamesAt + i] ^ fingerprint[i]);
        }

        return parts;
    }
}
