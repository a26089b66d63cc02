using Chorus.Escrow.Depositing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Depositing;

/// <summary>One version in memory: what checks and lists need, without parts.</summary>
/// <param name="version">rising from 1.</param>
/// <param name="statementHash">of its statement.</param>
/// <param name="predecessor">hash of the statement that it follows, 32 bytes; null for the first version.</param>
internal sealed class HeldVersion(uint version, Bytes32 statementHash, byte[]? predecessor)
{
    internal uint Version { get; } = version;

    internal Bytes32 StatementHash { get; } = statementHash;

    internal byte[]? Predecessor { get; } = predecessor;

    /// <summary>Run that released it when it was not released before, 0 while it is held.</summary>
    internal uint ReleasedIn { get; set; }

    /// <summary>Epoch whose refresh made its parts, 0 for those that were deposited.</summary>
    internal uint Epoch { get; set; }
}

/// <summary>One report in memory: whose it is and the versions that are kept.</summary>
internal sealed class HeldChain(Handle handle, Bytes32 depositor, int number)
{
    internal Handle Handle { get; } = handle;

    internal Bytes32 Depositor { get; } = depositor;

    internal int Number { get; } = number;

    /// <summary>Oldest first. Nearly always one.</summary>
    internal IReadOnlyList<HeldVersion> Versions { get; private set; } = [];

    internal HeldVersion Newest => Versions[^1];

    /// <summary>Another report of the same family, or null.</summary>
    internal HeldChain? Sibling { get; set; }

    internal void Add(HeldVersion version) => Versions = [.. Versions.Append(version).OrderBy(held => held.Version)];

    internal void Remove(uint version) => Versions = [.. Versions.Where(held => held.Version != version)];
}

/// <summary>What a trustee holds, by handle and by family. Rebuilt from the store at every start.</summary>
internal sealed class HeldReports
{
    /// <summary>Reports that one family may hold at a time.</summary>
    internal const int FamilyLimit = 16;

    private readonly Dictionary<Handle, HeldChain> _chains = [];

    // The first report of each family; the others follow as siblings.
    private readonly Dictionary<Bytes32, HeldChain> _families = [];

    internal int Count => _chains.Count;

    internal IReadOnlyCollection<HeldChain> All => _chains.Values;

    internal HeldChain? Find(Handle handle) => _chains.GetValueOrDefault(handle);

    internal HeldVersion? Find(Handle handle, uint version) => Find(handle)?.Versions.FirstOrDefault(held => held.Version == version);

    /// <summary>The reports of one family, in no particular order.</summary>
    internal IEnumerable<HeldChain> Family(Bytes32 depositor)
    {
        for (var chain = _families.GetValueOrDefault(depositor); chain is not null; chain = chain.Sibling)
        {
            yield return chain;
        }
    }

    internal void Add(StoredVersion stored)
    {
        var statement = Statement.Decode(stored.Statement);
        Add(
            stored.Handle,
            new Bytes32(statement.Depositor),
            statement.Number,
            new HeldVersion(stored.Version, new Bytes32(Statement.HashOf(stored.Statement)), statement.Version == 1 ? null : statement.Predecessor)
            {
                ReleasedIn = stored.ReleasedIn,
                Epoch = stored.Epoch,
            });
    }

    /// <summary>Notes that a run released versions, in the place of an earlier one that not all three completed.</summary>
    internal void MarkReleased(IReadOnlyList<(Handle Handle, uint Version)> versions, uint run)
    {
        foreach (var (handle, version) in versions)
        {
            if (Find(handle, version) is { } held)
            {
                held.ReleasedIn = run;
            }
        }
    }

    internal void Add(Handle handle, Bytes32 depositor, int number, HeldVersion version)
    {
        if (!_chains.TryGetValue(handle, out var chain))
        {
            _chains.Add(handle, chain = new HeldChain(handle, depositor, number) { Sibling = _families.GetValueOrDefault(depositor) });
            _families[depositor] = chain;
        }

        chain.Add(version);
    }

    internal void Remove(Handle handle, uint version) => Find(handle)?.Remove(version);

    internal void Remove(Handle handle)
    {
        if (!_chains.Remove(handle, out var chain))
        {
            return;
        }

        var first = _families[chain.Depositor];
        if (first != chain)
        {
            Family(chain.Depositor).First(held => held.Sibling == chain).Sibling = chain.Sibling;
        }
        else if (chain.Sibling is { } second)
        {
            _families[chain.Depositor] = second;
        }
        else
        {
            _families.Remove(chain.Depositor);
        }
    }
}
