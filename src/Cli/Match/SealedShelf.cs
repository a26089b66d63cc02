using System.Collections.Concurrent;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;

namespace Chorus.Cli.Match;

/// <summary>
/// What the site of a deployment keeps: sealed reports. The input's own ids stand in for what a site shows to nobody; they never
/// reach a trustee. Safe for several threads.
/// </summary>
internal sealed class SealedShelf
{
    private readonly ConcurrentDictionary<Handle, Kept> _reports = new();
    private readonly ConcurrentDictionary<string, Handle> _handles = new(StringComparer.Ordinal);

    internal sealed record Kept(string Id, string Reporter, string Organisation, SealedReport Sealed);

    public void Add(string id, string reporter, string organisation, SealedDeposit deposit)
    {
        var handle = deposit.Signed.Statement.Handle;
        _reports[handle] = new Kept(id, reporter, organisation, new SealedReport(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Content, deposit.Escrowed));
        _handles[id] = handle;
    }

    public bool Holds(string id) => _handles.ContainsKey(id);

    public Kept Find(Handle handle) => _reports[handle];

    /// <summary>Destroys a report, and gives what its withdrawal is signed with and over.</summary>
    public (string Reporter, SignedStatement Signed) Remove(string id)
    {
        _handles.TryRemove(id, out var handle);
        _reports.TryRemove(handle, out var kept);
        var (statement, signature) = (kept!.Sealed.Statement, kept.Sealed.Signature);
        return (kept.Reporter, new SignedStatement(Statement.Decode(statement), statement, signature));
    }
}
