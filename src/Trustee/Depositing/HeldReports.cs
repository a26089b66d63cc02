using System.Buffers.Binary;
using Chorus.Escrow.Depositing;

namespace Chorus.Trustee.Depositing;

/// <summary>One version in memory: what checks and lists need, without parts.</summary>
/// <param name="Version">rising from 1.</param>
/// <param name="StatementHash">of its statement, 32 bytes.</param>
/// <param name="Predecessor">hash of the statement that it follows, 32 bytes; null for the first version.</param>
internal sealed record HeldVersion(uint Version, byte[] StatementHash, byte[]? Predecessor)
{
    /// <summary>Run that released it when it was not released before, 0 while it is held.</summary>
    internal uint ReleasedIn { get; set; }

    /// <summary>Epoch whose refresh made its parts, 0 for those that were deposited.</summary>
    internal uint Epoch { get; set; }
}

/// <summary>One report in memory: whose it is and the versions that are kept, oldest first.</summary>
internal sealed record HeldChain(Handle Handle, byte[] Depositor, int Number)
{
    internal List<HeldVersion> Versions { get; } = [];

    internal HeldVersion Newest => Versions[^1];
}

/// <summary>What a trustee holds, by handle and by family. Rebuilt from the store at every start.</summary>
internal sealed class HeldReports
{
    /// <summary>Reports that one family may hold at a time.</summary>
    internal const int FamilyLimit = 16;

    private readonly Dictionary<Handle, HeldChain> _chains = [];
    private readonly Dictionary<(UInt128, UInt128), List<HeldChain>> _families = [];

    internal int Count => _chains.Count;

    internal IEnumerable<HeldChain> All => _chains.Values;

    internal HeldChain? Find(Handle handle) => _chains.GetValueOrDefault(handle);

    internal HeldVersion? Find(Handle handle, uint version) => Find(handle)?.Versions.Find(held => held.Version == version);

    internal IReadOnlyList<HeldChain> Family(byte[] depositor) => _families.TryGetValue(Key(depositor), out var reports) ? reports : [];

    internal void Add(Handle handle, byte[] depositor, int number, HeldVersion version)
    {
        if (!_chains.TryGetValue(handle, out var chain))
        {
            _chains.Add(handle, chain = new HeldChain(handle, depositor, number));
            if (!_families.TryGetValue(Key(depositor), out var family))
            {
                _families.Add(Key(depositor), family = []);
            }

            family.Add(chain);
        }

        var place = chain.Versions.FindIndex(held => held.Version > version.Version);
        chain.Versions.Insert(place < 0 ? chain.Versions.Count : place, version);
    }

    internal void Remove(Handle handle, uint version) => Find(handle)?.Versions.RemoveAll(held => held.Version == version);

    internal void Remove(Handle handle)
    {
        if (_chains.Remove(handle, out var chain))
        {
            var family = _families[Key(chain.Depositor)];
            family.Remove(chain);
            if (family.Count == 0)
            {
                _families.Remove(Key(chain.Depositor));
            }
        }
    }

    private static (UInt128 First, UInt128 Second) Key(byte[] depositor) =>
        (BinaryPrimitives.ReadUInt128BigEndian(depositor), BinaryPrimitives.ReadUInt128BigEndian(depositor.AsSpan(16)));
}
