using System.Buffers.Binary;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Matching;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>One version in a list: its number, its statement's hash, the run that released it (0: none), and the epoch whose refresh made its parts (0: as deposited).</summary>
internal readonly record struct ListedVersion(uint Version, Bytes32 StatementHash, uint ReleasedIn, uint Epoch)
{
    /// <summary>Whether both are the same version with parts of the same epoch. Parts of different epochs do not fit together: a trustee that has others stands apart with them.</summary>
    internal bool IsSameAs(ListedVersion other) => Version == other.Version && Epoch == other.Epoch && StatementHash == other.StatementHash;
}

/// <summary>
/// The list of what one trustee holds, by handle (docs/formats/trustee-api.md, "Agreement on the list"). For each handle:
/// <c>handle(16) || u8 count || count * (u32 version || statement hash(32) || u32 released in || u32 epoch)</c>, versions rising.
/// Kept as these bytes and read from them by a <see cref="Cursor"/>, since a list may name millions of reports.
/// </summary>
internal sealed class ReportList
{
    /// <summary>Bytes of one version in a list.</summary>
    internal const int VersionLength = 4 + Digest.Length + 4 + 4;

    private const int HeadLength = Handle.Length + 1;

    private readonly byte[] _bytes;

    private ReportList(byte[] bytes, int count) => (_bytes, Count) = (bytes, count);

    /// <summary>Reports.</summary>
    internal int Count { get; }

    internal static ReportList Of(HeldReports held)
    {
        HeldChain[] chains = [.. held.All];
        Array.Sort(chains, (a, b) => a.Handle.CompareTo(b.Handle));
        var writer = new ByteWriter(chains.Sum(chain => HeadLength + (chain.Versions.Count * VersionLength)));
        Span<byte> hash = stackalloc byte[Bytes32.Length];
        Span<byte> handle = stackalloc byte[Handle.Length];
        foreach (var chain in chains)
        {
            chain.Handle.CopyTo(handle);
            writer.Bytes(handle).U8(chain.Versions.Count);
            foreach (var version in chain.Versions)
            {
                version.StatementHash.CopyTo(hash);
                writer.U32(version.Version).Bytes(hash).U32(version.ReleasedIn).U32(version.Epoch);
            }
        }

        return new ReportList(writer.ToArray(), chains.Length);
    }

    internal byte[] Encode() => _bytes;

    /// <exception cref="MalformedException">where the bytes are no list in order, or one of more reports than a run takes.</exception>
    internal static ReportList Decode(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        Handle? last = null;
        var count = 0;
        for (; reader.Remaining > 0; count++)
        {
            var handle = new Handle(reader.Bytes(Handle.Length));
            if (handle <= last)
            {
                throw new MalformedException("the list is not in order of handle");
            }

            if (count == MatchRun.MostReports)
            {
                throw new MalformedException("the list has more reports than a run takes");
            }

            last = handle;
            CheckVersions(ref reader);
        }

        return new ReportList(bytes, count);
    }

    /// <summary>Before the first report.</summary>
    internal Cursor Read() => new(_bytes);

    private static void CheckVersions(ref ByteReader reader)
    {
        var count = reader.U8();
        if (count == 0 || reader.Remaining < count * VersionLength)
        {
            throw new MalformedException("a report in the list has no versions, or fewer than it says");
        }

        var last = 0u;
        for (var i = 0; i < count; i++)
        {
            var version = reader.U32();
            reader.Bytes(Digest.Length);
            reader.U32();
            reader.U32();
            if (i > 0 && version <= last)
            {
                throw new MalformedException("a report's versions in the list do not rise");
            }

            last = version;
        }
    }

    /// <summary>Goes through a list report by report.</summary>
    internal ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;
        private ReadOnlySpan<byte> _versions;

        /// <summary>Whether <see cref="MoveNext"/> has reached a report, and not the end.</summary>
        internal bool IsAtReport { get; private set; }

        /// <summary>The report.</summary>
        internal Handle Handle { get; private set; }

        /// <summary>How many versions of it are listed, at least one.</summary>
        internal readonly int Versions => _versions.Length / VersionLength;

        /// <summary>A version, counted from 0; the last one is the newest.</summary>
        internal readonly ListedVersion this[int index]
        {
            get
            {
                var version = _versions.Slice(index * VersionLength, VersionLength);
                return new ListedVersion(
                    BinaryPrimitives.ReadUInt32BigEndian(version),
                    new Bytes32(version.Slice(4, Digest.Length)),
                    BinaryPrimitives.ReadUInt32BigEndian(version[(4 + Digest.Length)..]),
                    BinaryPrimitives.ReadUInt32BigEndian(version[(4 + Digest.Length + 4)..]));
            }
        }

        /// <summary>The next report; false at the end.</summary>
        internal bool MoveNext()
        {
            IsAtReport = !_rest.IsEmpty;
            if (IsAtReport)
            {
                Handle = new Handle(_rest[..Handle.Length]);
                _versions = _rest.Slice(HeadLength, _rest[Handle.Length] * VersionLength);
                _rest = _rest[(HeadLength + _versions.Length)..];
            }

            return IsAtReport;
        }

        /// <summary>Goes on to a report, which may have been reached already; false where it is not listed. For handles that rise from call to call.</summary>
        internal bool MoveTo(Handle handle)
        {
            while (!_rest.IsEmpty && (!IsAtReport || Handle < handle))
            {
                MoveNext();
            }

            return IsAtReport && Handle == handle;
        }

        /// <summary>The same version of the report that was reached, with parts of the same epoch; null where it is not listed.</summary>
        internal readonly ListedVersion? Same(ListedVersion wanted)
        {
            for (var i = Versions - 1; i >= 0; i--)
            {
                if (this[i].IsSameAs(wanted))
                {
                    return this[i];
                }
            }

            return null;
        }
    }
}
